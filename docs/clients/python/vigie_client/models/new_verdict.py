from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.cause import Cause
from ..models.follow_up import FollowUp
from ..models.outcome import Outcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="NewVerdict")


@_attrs_define
class NewVerdict:
    """A confirmation says its follow-up, an invalidation its cause.

    Attributes:
        outcome (Outcome):
        cause (Cause | None | Unset):
        follow_up (FollowUp | None | Unset):
        note (str | Unset): At most 500 characters. Default: ''.
    """

    outcome: Outcome
    cause: Cause | None | Unset = UNSET
    follow_up: FollowUp | None | Unset = UNSET
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        cause: None | str | Unset
        if isinstance(self.cause, Unset):
            cause = UNSET
        elif isinstance(self.cause, Cause):
            cause = self.cause.value
        else:
            cause = self.cause

        follow_up: None | str | Unset
        if isinstance(self.follow_up, Unset):
            follow_up = UNSET
        elif isinstance(self.follow_up, FollowUp):
            follow_up = self.follow_up.value
        else:
            follow_up = self.follow_up

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if cause is not UNSET:
            field_dict["cause"] = cause
        if follow_up is not UNSET:
            field_dict["follow_up"] = follow_up
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        outcome = Outcome(d.pop("outcome"))

        def _parse_cause(data: object) -> Cause | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cause_type_0 = Cause(data)

                return cause_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Cause | None | Unset, data)

        cause = _parse_cause(d.pop("cause", UNSET))

        def _parse_follow_up(data: object) -> FollowUp | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                follow_up_type_0 = FollowUp(data)

                return follow_up_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FollowUp | None | Unset, data)

        follow_up = _parse_follow_up(d.pop("follow_up", UNSET))

        note = d.pop("note", UNSET)

        new_verdict = cls(
            outcome=outcome,
            cause=cause,
            follow_up=follow_up,
            note=note,
        )

        return new_verdict
