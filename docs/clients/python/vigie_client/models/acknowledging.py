from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Acknowledging")


@_attrs_define
class Acknowledging:
    """
    Attributes:
        owner (str | Unset): Name of who has it in hand, where it is knowingly taken over from them. Default: ''.
    """

    owner: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        owner = self.owner

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if owner is not UNSET:
            field_dict["owner"] = owner

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        owner = d.pop("owner", UNSET)

        acknowledging = cls(
            owner=owner,
        )

        return acknowledging
