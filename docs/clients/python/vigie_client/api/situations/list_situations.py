from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.event_kind import EventKind
from ...models.problem import Problem
from ...models.severity import Severity
from ...models.situation_page import SituationPage
from ...models.state import State
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    camera: int | Unset = UNSET,
    venue: int | Unset = UNSET,
    kind: EventKind | Unset = UNSET,
    severity: Severity | Unset = UNSET,
    state: State | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["camera"] = camera

    params["venue"] = venue

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_severity: str | Unset = UNSET
    if not isinstance(severity, Unset):
        json_severity = severity.value

    params["severity"] = json_severity

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/situations",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SituationPage | None:
    if response.status_code == 200:
        response_200 = SituationPage.from_dict(response.json())

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
) -> Response[Problem | SituationPage]:
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
    camera: int | Unset = UNSET,
    venue: int | Unset = UNSET,
    kind: EventKind | Unset = UNSET,
    severity: Severity | Unset = UNSET,
    state: State | Unset = UNSET,
) -> Response[Problem | SituationPage]:
    """Situations that wait for a person, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        state (State | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SituationPage]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        camera=camera,
        venue=venue,
        kind=kind,
        severity=severity,
        state=state,
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
    camera: int | Unset = UNSET,
    venue: int | Unset = UNSET,
    kind: EventKind | Unset = UNSET,
    severity: Severity | Unset = UNSET,
    state: State | Unset = UNSET,
) -> Problem | SituationPage | None:
    """Situations that wait for a person, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        state (State | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SituationPage
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        camera=camera,
        venue=venue,
        kind=kind,
        severity=severity,
        state=state,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    camera: int | Unset = UNSET,
    venue: int | Unset = UNSET,
    kind: EventKind | Unset = UNSET,
    severity: Severity | Unset = UNSET,
    state: State | Unset = UNSET,
) -> Response[Problem | SituationPage]:
    """Situations that wait for a person, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        state (State | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SituationPage]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        camera=camera,
        venue=venue,
        kind=kind,
        severity=severity,
        state=state,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    camera: int | Unset = UNSET,
    venue: int | Unset = UNSET,
    kind: EventKind | Unset = UNSET,
    severity: Severity | Unset = UNSET,
    state: State | Unset = UNSET,
) -> Problem | SituationPage | None:
    """Situations that wait for a person, the newest first

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        state (State | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SituationPage
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            camera=camera,
            venue=venue,
            kind=kind,
            severity=severity,
            state=state,
        )
    ).parsed
