from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.new_verdict import NewVerdict
from ...models.problem import Problem
from ...models.verdict import Verdict
from ...types import UNSET, Response, Unset


def _get_kwargs(
    alert_id: int,
    *,
    body: NewVerdict,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/alerts/{alert_id}/verdicts".format(
            alert_id=quote(str(alert_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | Verdict | None:
    if response.status_code == 201:
        response_201 = Verdict.from_dict(response.json())

        return response_201

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
) -> Response[Problem | Verdict]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    alert_id: int,
    *,
    client: AuthenticatedClient,
    body: NewVerdict,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | Verdict]:
    """Give a verdict

     In the name of the token's agent. A later verdict corrects it.

    Args:
        alert_id (int):
        idempotency_key (str | Unset):
        body (NewVerdict): A confirmation says its follow-up, an invalidation its cause.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Verdict]
    """

    kwargs = _get_kwargs(
        alert_id=alert_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    alert_id: int,
    *,
    client: AuthenticatedClient,
    body: NewVerdict,
    idempotency_key: str | Unset = UNSET,
) -> Problem | Verdict | None:
    """Give a verdict

     In the name of the token's agent. A later verdict corrects it.

    Args:
        alert_id (int):
        idempotency_key (str | Unset):
        body (NewVerdict): A confirmation says its follow-up, an invalidation its cause.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Verdict
    """

    return sync_detailed(
        alert_id=alert_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    alert_id: int,
    *,
    client: AuthenticatedClient,
    body: NewVerdict,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | Verdict]:
    """Give a verdict

     In the name of the token's agent. A later verdict corrects it.

    Args:
        alert_id (int):
        idempotency_key (str | Unset):
        body (NewVerdict): A confirmation says its follow-up, an invalidation its cause.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Verdict]
    """

    kwargs = _get_kwargs(
        alert_id=alert_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    alert_id: int,
    *,
    client: AuthenticatedClient,
    body: NewVerdict,
    idempotency_key: str | Unset = UNSET,
) -> Problem | Verdict | None:
    """Give a verdict

     In the name of the token's agent. A later verdict corrects it.

    Args:
        alert_id (int):
        idempotency_key (str | Unset):
        body (NewVerdict): A confirmation says its follow-up, an invalidation its cause.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Verdict
    """

    return (
        await asyncio_detailed(
            alert_id=alert_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
