from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.event_kind import EventKind
from ..models.severity import Severity
from ..models.state import State
from ..types import UNSET, Unset

T = TypeVar("T", bound="SituationsAsked")


@_attrs_define
class SituationsAsked:
    """
    Attributes:
        camera (int | None | Unset):
        cursor (None | str | Unset): `next` of the page before, as it was told.
        kind (EventKind | None | Unset):
        limit (int | Unset): Rows of a page. Default: 50.
        severity (None | Severity | Unset):
        state (None | State | Unset):
        venue (int | None | Unset):
    """

    camera: int | None | Unset = UNSET
    cursor: None | str | Unset = UNSET
    kind: EventKind | None | Unset = UNSET
    limit: int | Unset = 50
    severity: None | Severity | Unset = UNSET
    state: None | State | Unset = UNSET
    venue: int | None | Unset = UNSET

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

        state: None | str | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        elif isinstance(self.state, State):
            state = self.state.value
        else:
            state = self.state

        venue: int | None | Unset
        if isinstance(self.venue, Unset):
            venue = UNSET
        else:
            venue = self.venue

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
        if state is not UNSET:
            field_dict["state"] = state
        if venue is not UNSET:
            field_dict["venue"] = venue

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

        def _parse_state(data: object) -> None | State | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = State(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | State | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        def _parse_venue(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        venue = _parse_venue(d.pop("venue", UNSET))

        situations_asked = cls(
            camera=camera,
            cursor=cursor,
            kind=kind,
            limit=limit,
            severity=severity,
            state=state,
            venue=venue,
        )

        return situations_asked
