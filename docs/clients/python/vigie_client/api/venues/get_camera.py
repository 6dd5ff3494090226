from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.camera import Camera
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    camera_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/cameras/{camera_id}".format(
            camera_id=quote(str(camera_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Camera | Problem | None:
    if response.status_code == 200:
        response_200 = Camera.from_dict(response.json())

        return response_200

    if 400 <= response.status_code <= 499:
        response_4xx = Problem.from_dict(response.json())

        return response_4xx

    if 500 <= response.status_code <= 599:
        response_5xx = Problem.from_dict(response.json())

        return response_5xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Camera | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    camera_id: int,
    *,
    client: AuthenticatedClient,
) -> Response[Camera | Problem]:
    """One camera

    Args:
        camera_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Camera | Problem]
    """

    kwargs = _get_kwargs(
        camera_id=camera_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    camera_id: int,
    *,
    client: AuthenticatedClient,
) -> Camera | Problem | None:
    """One camera

    Args:
        camera_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Camera | Problem
    """

    return sync_detailed(
        camera_id=camera_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    camera_id: int,
    *,
    client: AuthenticatedClient,
) -> Response[Camera | Problem]:
    """One camera

    Args:
        camera_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Camera | Problem]
    """

    kwargs = _get_kwargs(
        camera_id=camera_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    camera_id: int,
    *,
    client: AuthenticatedClient,
) -> Camera | Problem | None:
    """One camera

    Args:
        camera_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Camera | Problem
    """

    return (
        await asyncio_detailed(
            camera_id=camera_id,
            client=client,
        )
    ).parsed
