import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_page import AlertPage
from ...models.event_kind import EventKind
from ...models.list_alerts_verdict import ListAlertsVerdict
from ...models.problem import Problem
from ...models.severity import Severity
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    camera: int | Unset = UNSET,
    venue: int | Unset = UNSET,
    kind: EventKind | Unset = UNSET,
    severity: Severity | Unset = UNSET,
    verdict: ListAlertsVerdict | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
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

    json_verdict: str | Unset = UNSET
    if not isinstance(verdict, Unset):
        json_verdict = verdict.value

    params["verdict"] = json_verdict

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/alerts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AlertPage | Problem | None:
    if response.status_code == 200:
        response_200 = AlertPage.from_dict(response.json())

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
) -> Response[AlertPage | Problem]:
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
    verdict: ListAlertsVerdict | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> Response[AlertPage | Problem]:
    """Alerts, the newest first

     By number: the newest stored first.

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        verdict (ListAlertsVerdict | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        camera=camera,
        venue=venue,
        kind=kind,
        severity=severity,
        verdict=verdict,
        since=since,
        until=until,
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
    verdict: ListAlertsVerdict | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> AlertPage | Problem | None:
    """Alerts, the newest first

     By number: the newest stored first.

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        verdict (ListAlertsVerdict | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertPage | Problem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        camera=camera,
        venue=venue,
        kind=kind,
        severity=severity,
        verdict=verdict,
        since=since,
        until=until,
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
    verdict: ListAlertsVerdict | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> Response[AlertPage | Problem]:
    """Alerts, the newest first

     By number: the newest stored first.

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        verdict (ListAlertsVerdict | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        camera=camera,
        venue=venue,
        kind=kind,
        severity=severity,
        verdict=verdict,
        since=since,
        until=until,
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
    verdict: ListAlertsVerdict | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> AlertPage | Problem | None:
    """Alerts, the newest first

     By number: the newest stored first.

    Args:
        limit (int | Unset): Rows of a page. Default: 50.
        cursor (str | Unset): `next` of the page before, as it was told.
        camera (int | Unset):
        venue (int | Unset):
        kind (EventKind | Unset): Closed list of Décret n° 2023-828 of 28 August 2023, article 3.
        severity (Severity | Unset):
        verdict (ListAlertsVerdict | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertPage | Problem
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
            verdict=verdict,
            since=since,
            until=until,
        )
    ).parsed
