from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.resumed import Resumed


T = TypeVar("T", bound="Stop")


@_attrs_define
class Stop:
    """`order` null: of everything. It stands while nobody has taken analysis up again.

    Attributes:
        at (datetime.datetime):
        by (str):
        id (int):
        order (int | None):
        reason (str):
        resumed (None | Resumed):
    """

    at: datetime.datetime
    by: str
    id: int
    order: int | None
    reason: str
    resumed: None | Resumed
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.resumed import Resumed  # noqa: PLC0415

        at = self.at.isoformat()

        by = self.by

        id = self.id

        order: int | None
        order = self.order

        reason = self.reason

        resumed: dict[str, Any] | None
        if isinstance(self.resumed, Resumed):
            resumed = self.resumed.to_dict()
        else:
            resumed = self.resumed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "by": by,
                "id": id,
                "order": order,
                "reason": reason,
                "resumed": resumed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.resumed import Resumed  # noqa: PLC0415

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        id = d.pop("id")

        def _parse_order(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        order = _parse_order(d.pop("order"))

        reason = d.pop("reason")

        def _parse_resumed(data: object) -> None | Resumed:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resumed_type_0 = Resumed.from_dict(data)

                return resumed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Resumed, data)

        resumed = _parse_resumed(d.pop("resumed"))

        stop = cls(
            at=at,
            by=by,
            id=id,
            order=order,
            reason=reason,
            resumed=resumed,
        )

        stop.additional_properties = d
        return stop

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
