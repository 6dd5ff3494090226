from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="StopsAsked")


@_attrs_define
class StopsAsked:
    """
    Attributes:
        cursor (None | str | Unset): `next` of the page before, as it was told.
        is_standing (bool | None | Unset):
        limit (int | Unset): Rows of a page. Default: 50.
    """

    cursor: None | str | Unset = UNSET
    is_standing: bool | None | Unset = UNSET
    limit: int | Unset = 50

    def to_dict(self) -> dict[str, Any]:
        cursor: None | str | Unset
        if isinstance(self.cursor, Unset):
            cursor = UNSET
        else:
            cursor = self.cursor

        is_standing: bool | None | Unset
        if isinstance(self.is_standing, Unset):
            is_standing = UNSET
        else:
            is_standing = self.is_standing

        limit = self.limit

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if cursor is not UNSET:
            field_dict["cursor"] = cursor
        if is_standing is not UNSET:
            field_dict["is_standing"] = is_standing
        if limit is not UNSET:
            field_dict["limit"] = limit

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

        def _parse_is_standing(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_standing = _parse_is_standing(d.pop("is_standing", UNSET))

        limit = d.pop("limit", UNSET)

        stops_asked = cls(
            cursor=cursor,
            is_standing=is_standing,
            limit=limit,
        )

        return stops_asked
