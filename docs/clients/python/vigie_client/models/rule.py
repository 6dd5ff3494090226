from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Rule")


@_attrs_define
class Rule:
    """In force. `keep_hours` null: as the law lets. Neither venue nor camera: everywhere.

    Attributes:
        camera (int | None):
        entered_at (datetime.datetime):
        id (int):
        keep_hours (int | None):
        reason (str):
        venue (int | None):
        what (str):
    """

    camera: int | None
    entered_at: datetime.datetime
    id: int
    keep_hours: int | None
    reason: str
    venue: int | None
    what: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        camera: int | None
        camera = self.camera

        entered_at = self.entered_at.isoformat()

        id = self.id

        keep_hours: int | None
        keep_hours = self.keep_hours

        reason = self.reason

        venue: int | None
        venue = self.venue

        what = self.what

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "camera": camera,
                "entered_at": entered_at,
                "id": id,
                "keep_hours": keep_hours,
                "reason": reason,
                "venue": venue,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_camera(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        camera = _parse_camera(d.pop("camera"))

        entered_at = datetime.datetime.fromisoformat(d.pop("entered_at"))

        id = d.pop("id")

        def _parse_keep_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        keep_hours = _parse_keep_hours(d.pop("keep_hours"))

        reason = d.pop("reason")

        def _parse_venue(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        venue = _parse_venue(d.pop("venue"))

        what = d.pop("what")

        rule = cls(
            camera=camera,
            entered_at=entered_at,
            id=id,
            keep_hours=keep_hours,
            reason=reason,
            venue=venue,
            what=what,
        )

        rule.additional_properties = d
        return rule

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
