from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ZonesAsked")


@_attrs_define
class ZonesAsked:
    """
    Attributes:
        camera (int | None | Unset):
        cursor (None | str | Unset): `next` of the page before, as it was told.
        limit (int | Unset): Rows of a page. Default: 50.
    """

    camera: int | None | Unset = UNSET
    cursor: None | str | Unset = UNSET
    limit: int | Unset = 50

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

        limit = self.limit

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if camera is not UNSET:
            field_dict["camera"] = camera
        if cursor is not UNSET:
            field_dict["cursor"] = cursor
        if limit is not UNSET:
            field_dict["limit"] = limit

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

        limit = d.pop("limit", UNSET)

        zones_asked = cls(
            camera=camera,
            cursor=cursor,
            limit=limit,
        )

        return zones_asked
