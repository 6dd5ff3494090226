from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.orders_asked_state_type_0 import OrdersAskedStateType0
from ..types import UNSET, Unset

T = TypeVar("T", bound="OrdersAsked")


@_attrs_define
class OrdersAsked:
    """
    Attributes:
        cursor (None | str | Unset): `next` of the page before, as it was told.
        limit (int | Unset): Rows of a page. Default: 50.
        state (None | OrdersAskedStateType0 | Unset):
        venue (int | None | Unset):
    """

    cursor: None | str | Unset = UNSET
    limit: int | Unset = 50
    state: None | OrdersAskedStateType0 | Unset = UNSET
    venue: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        cursor: None | str | Unset
        if isinstance(self.cursor, Unset):
            cursor = UNSET
        else:
            cursor = self.cursor

        limit = self.limit

        state: None | str | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        elif isinstance(self.state, OrdersAskedStateType0):
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
        if cursor is not UNSET:
            field_dict["cursor"] = cursor
        if limit is not UNSET:
            field_dict["limit"] = limit
        if state is not UNSET:
            field_dict["state"] = state
        if venue is not UNSET:
            field_dict["venue"] = venue

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_cursor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        cursor = _parse_cursor(d.pop("cursor", UNSET))

        limit = d.pop("limit", UNSET)

        def _parse_state(data: object) -> None | OrdersAskedStateType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = OrdersAskedStateType0(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OrdersAskedStateType0 | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        def _parse_venue(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        venue = _parse_venue(d.pop("venue", UNSET))

        orders_asked = cls(
            cursor=cursor,
            limit=limit,
            state=state,
            venue=venue,
        )

        return orders_asked
