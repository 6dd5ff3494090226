from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.alerts_asked_verdict_type_0 import AlertsAskedVerdictType0
from ..models.event_kind import EventKind
from ..models.severity import Severity
from ..types import UNSET, Unset

T = TypeVar("T", bound="AlertsAsked")


@_attrs_define
class AlertsAsked:
    """`since` and `until`: of the alert's beginning; the end is exclusive.

    Attributes:
        camera (int | None | Unset):
        cursor (None | str | Unset): `next` of the page before, as it was told.
        kind (EventKind | None | Unset):
        limit (int | Unset): Rows of a page. Default: 50.
        severity (None | Severity | Unset):
        since (datetime.datetime | None | Unset):
        until (datetime.datetime | None | Unset):
        venue (int | None | Unset):
        verdict (AlertsAskedVerdictType0 | None | Unset):
    """

    camera: int | None | Unset = UNSET
    cursor: None | str | Unset = UNSET
    kind: EventKind | None | Unset = UNSET
    limit: int | Unset = 50
    severity: None | Severity | Unset = UNSET
    since: datetime.datetime | None | Unset = UNSET
    until: datetime.datetime | None | Unset = UNSET
    venue: int | None | Unset = UNSET
    verdict: AlertsAskedVerdictType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        camera: int | None | Unset
        if isinstance(self.camera, Unset):
            camera = UNSET
        else:
            camera = self.camera

        cursor: None | str | Unset
        if isinstance(self.cursor, Unset):
            cursor = UNSET
        else:
            cursor = self.cursor

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, EventKind):
            kind = self.kind.value
        else:
            kind = self.kind

        limit = self.limit

        severity: None | str | Unset
        if isinstance(self.severity, Unset):
            severity = UNSET
        elif isinstance(self.severity, Severity):
            severity = self.severity.value
        else:
            severity = self.severity

        since: None | str | Unset
        if isinstance(self.since, Unset):
            since = UNSET
        elif isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        venue: int | None | Unset
        if isinstance(self.venue, Unset):
            venue = UNSET
        else:
            venue = self.venue

        verdict: None | str | Unset
        if isinstance(self.verdict, Unset):
            verdict = UNSET
        elif isinstance(self.verdict, AlertsAskedVerdictType0):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if camera is not UNSET:
            field_dict["camera"] = camera
        if cursor is not UNSET:
            field_dict["cursor"] = cursor
        if kind is not UNSET:
            field_dict["kind"] = kind
        if limit is not UNSET:
            field_dict["limit"] = limit
        if severity is not UNSET:
            field_dict["severity"] = severity
        if since is not UNSET:
            field_dict["since"] = since
        if until is not UNSET:
            field_dict["until"] = until
        if venue is not UNSET:
            field_dict["venue"] = venue
        if verdict is not UNSET:
            field_dict["verdict"] = verdict

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_camera(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        camera = _parse_camera(d.pop("camera", UNSET))

        def _parse_cursor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        cursor = _parse_cursor(d.pop("cursor", UNSET))

        def _parse_kind(data: object) -> EventKind | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = EventKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventKind | None | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        limit = d.pop("limit", UNSET)

        def _parse_severity(data: object) -> None | Severity | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                severity_type_0 = Severity(data)

                return severity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Severity | Unset, data)

        severity = _parse_severity(d.pop("severity", UNSET))

        def _parse_since(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        since = _parse_since(d.pop("since", UNSET))

        def _parse_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        until = _parse_until(d.pop("until", UNSET))

        def _parse_venue(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        venue = _parse_venue(d.pop("venue", UNSET))

        def _parse_verdict(data: object) -> AlertsAskedVerdictType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = AlertsAskedVerdictType0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AlertsAskedVerdictType0 | None | Unset, data)

        verdict = _parse_verdict(d.pop("verdict", UNSET))

        alerts_asked = cls(
            camera=camera,
            cursor=cursor,
            kind=kind,
            limit=limit,
            severity=severity,
            since=since,
            until=until,
            venue=venue,
            verdict=verdict,
        )

        return alerts_asked
