from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.stop_page import StopPage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    is_standing: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["is_standing"] = is_standing

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/stops",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | StopPage | None:
    if response.status_code == 200:
        response_200 = StopPage.from_dict(response.json())

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
) -> Response[Problem | StopPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    is_standing: bool | Unset = UNSET,
) -> Response[Problem | StopPage]:
    """Stops, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        is_standing (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | StopPage]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        is_standing=is_standing,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    is_standing: bool | Unset = UNSET,
) -> Problem | StopPage | None:
    """Stops, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        is_standing (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | StopPage
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        is_standing=is_standing,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    is_standing: bool | Unset = UNSET,
) -> Response[Problem | StopPage]:
    """Stops, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        is_standing (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | StopPage]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        is_standing=is_standing,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    is_standing: bool | Unset = UNSET,
) -> Problem | StopPage | None:
    """Stops, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        is_standing (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | StopPage
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            is_standing=is_standing,
        )
    ).parsed
