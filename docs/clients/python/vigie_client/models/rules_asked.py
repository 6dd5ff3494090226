from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.retention_class import RetentionClass
from ..types import UNSET, Unset

T = TypeVar("T", bound="RulesAsked")


@_attrs_define
class RulesAsked:
    """
    Attributes:
        cursor (None | str | Unset): `next` of the page before, as it was told.
        limit (int | Unset): Rows of a page. Default: 50.
        venue (int | None | Unset):
        what (None | RetentionClass | Unset):
    """

    cursor: None | str | Unset = UNSET
    limit: int | Unset = 50
    venue: int | None | Unset = UNSET
    what: None | RetentionClass | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        cursor: None | str | Unset
        if isinstance(self.cursor, Unset):
            cursor = UNSET
        else:
            cursor = self.cursor

        limit = self.limit

        venue: int | None | Unset
        if isinstance(self.venue, Unset):
            venue = UNSET
        else:
            venue = self.venue

        what: None | str | Unset
        if isinstance(self.what, Unset):
            what = UNSET
        elif isinstance(self.what, RetentionClass):
            what = self.what.value
        else:
            what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if cursor is not UNSET:
            field_dict["cursor"] = cursor
        if limit is not UNSET:
            field_dict["limit"] = limit
        if venue is not UNSET:
            field_dict["venue"] = venue
        if what is not UNSET:
            field_dict["what"] = what

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

        def _parse_venue(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        venue = _parse_venue(d.pop("venue", UNSET))

        def _parse_what(data: object) -> None | RetentionClass | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                what_type_0 = RetentionClass(data)

                return what_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetentionClass | Unset, data)

        what = _parse_what(d.pop("what", UNSET))

        rules_asked = cls(
            cursor=cursor,
            limit=limit,
            venue=venue,
            what=what,
        )

        return rules_asked
