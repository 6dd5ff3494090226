from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Verdict")


@_attrs_define
class Verdict:
    """The word of a person. Confirmed with a follow-up, or invalidated with a cause.

    Attributes:
        agent (str):
        at (datetime.datetime):
        cause (str):
        follow_up (str):
        id (int):
        note (str):
        outcome (str):
    """

    agent: str
    at: datetime.datetime
    cause: str
    follow_up: str
    id: int
    note: str
    outcome: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent = self.agent

        at = self.at.isoformat()

        cause = self.cause

        follow_up = self.follow_up

        id = self.id

        note = self.note

        outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent": agent,
                "at": at,
                "cause": cause,
                "follow_up": follow_up,
                "id": id,
                "note": note,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agent = d.pop("agent")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        cause = d.pop("cause")

        follow_up = d.pop("follow_up")

        id = d.pop("id")

        note = d.pop("note")

        outcome = d.pop("outcome")

        verdict = cls(
            agent=agent,
            at=at,
            cause=cause,
            follow_up=follow_up,
            id=id,
            note=note,
            outcome=outcome,
        )

        verdict.additional_properties = d
        return verdict

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
