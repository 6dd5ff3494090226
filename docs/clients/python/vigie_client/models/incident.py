from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Incident")


@_attrs_define
class Incident:
    """`title` is empty once it is erased. `version` counts what was done.

    Attributes:
        closed_at (datetime.datetime | None):
        id (int):
        number (str):
        opened_at (datetime.datetime):
        severity (str):
        since (datetime.datetime):
        state (str):
        title (str):
        until (datetime.datetime | None):
        venue (int):
        version (int):
        what (str):
    """

    closed_at: datetime.datetime | None
    id: int
    number: str
    opened_at: datetime.datetime
    severity: str
    since: datetime.datetime
    state: str
    title: str
    until: datetime.datetime | None
    venue: int
    version: int
    what: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        id = self.id

        number = self.number

        opened_at = self.opened_at.isoformat()

        severity = self.severity

        since = self.since.isoformat()

        state = self.state

        title = self.title

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        venue = self.venue

        version = self.version

        what = self.what

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "closed_at": closed_at,
                "id": id,
                "number": number,
                "opened_at": opened_at,
                "severity": severity,
                "since": since,
                "state": state,
                "title": title,
                "until": until,
                "venue": venue,
                "version": version,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        id = d.pop("id")

        number = d.pop("number")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        severity = d.pop("severity")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        state = d.pop("state")

        title = d.pop("title")

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        venue = d.pop("venue")

        version = d.pop("version")

        what = d.pop("what")

        incident = cls(
            closed_at=closed_at,
            id=id,
            number=number,
            opened_at=opened_at,
            severity=severity,
            since=since,
            state=state,
            title=title,
            until=until,
            venue=venue,
            version=version,
            what=what,
        )

        incident.additional_properties = d
        return incident

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
