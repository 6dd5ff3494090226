from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Hold")


@_attrs_define
class Hold:
    """`state`: active, ended or released.

    Attributes:
        alerts (list[int]):
        authority (str):
        cameras (list[int]):
        covers_from (datetime.datetime | None):
        covers_until (datetime.datetime | None):
        ends_at (datetime.datetime):
        id (int):
        placed_at (datetime.datetime):
        procedure (str):
        reference (str):
        released_at (datetime.datetime | None):
        state (str):
    """

    alerts: list[int]
    authority: str
    cameras: list[int]
    covers_from: datetime.datetime | None
    covers_until: datetime.datetime | None
    ends_at: datetime.datetime
    id: int
    placed_at: datetime.datetime
    procedure: str
    reference: str
    released_at: datetime.datetime | None
    state: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        alerts = self.alerts

        authority = self.authority

        cameras = self.cameras

        covers_from: None | str
        if isinstance(self.covers_from, datetime.datetime):
            covers_from = self.covers_from.isoformat()
        else:
            covers_from = self.covers_from

        covers_until: None | str
        if isinstance(self.covers_until, datetime.datetime):
            covers_until = self.covers_until.isoformat()
        else:
            covers_until = self.covers_until

        ends_at = self.ends_at.isoformat()

        id = self.id

        placed_at = self.placed_at.isoformat()

        procedure = self.procedure

        reference = self.reference

        released_at: None | str
        if isinstance(self.released_at, datetime.datetime):
            released_at = self.released_at.isoformat()
        else:
            released_at = self.released_at

        state = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alerts": alerts,
                "authority": authority,
                "cameras": cameras,
                "covers_from": covers_from,
                "covers_until": covers_until,
                "ends_at": ends_at,
                "id": id,
                "placed_at": placed_at,
                "procedure": procedure,
                "reference": reference,
                "released_at": released_at,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        alerts = cast(list[int], d.pop("alerts"))

        authority = d.pop("authority")

        cameras = cast(list[int], d.pop("cameras"))

        def _parse_covers_from(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                covers_from_type_0 = datetime.datetime.fromisoformat(data)

                return covers_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        covers_from = _parse_covers_from(d.pop("covers_from"))

        def _parse_covers_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                covers_until_type_0 = datetime.datetime.fromisoformat(data)

                return covers_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        covers_until = _parse_covers_until(d.pop("covers_until"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        id = d.pop("id")

        placed_at = datetime.datetime.fromisoformat(d.pop("placed_at"))

        procedure = d.pop("procedure")

        reference = d.pop("reference")

        def _parse_released_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_at_type_0 = datetime.datetime.fromisoformat(data)

                return released_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        released_at = _parse_released_at(d.pop("released_at"))

        state = d.pop("state")

        hold = cls(
            alerts=alerts,
            authority=authority,
            cameras=cameras,
            covers_from=covers_from,
            covers_until=covers_until,
            ends_at=ends_at,
            id=id,
            placed_at=placed_at,
            procedure=procedure,
            reference=reference,
            released_at=released_at,
            state=state,
        )

        hold.additional_properties = d
        return hold

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
