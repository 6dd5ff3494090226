from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Resuming")


@_attrs_define
class Resuming:
    """`authority`: on whose word.

    Attributes:
        authority (str):
        reason (str):
    """

    authority: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        authority = self.authority

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "authority": authority,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        authority = d.pop("authority")

        reason = d.pop("reason")

        resuming = cls(
            authority=authority,
            reason=reason,
        )

        return resuming
