from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Order")


@_attrs_define
class Order:
    """`state`: in_force, stopped, unannounced, no_regime, planned, ended or withdrawn.

    Attributes:
        authority (str):
        cameras (list[int]):
        certificate (int | None):
        ends_at (datetime.datetime):
        entered_at (datetime.datetime | None):
        event (str):
        id (int):
        kinds (list[str]):
        perimeter (str):
        publication (str):
        reasons (str):
        reference (str):
        renews (int | None):
        service (str):
        starts_at (datetime.datetime):
        state (str):
        venue (int):
        withdrawn_at (datetime.datetime | None):
        withdrawn_reason (str):
    """

    authority: str
    cameras: list[int]
    certificate: int | None
    ends_at: datetime.datetime
    entered_at: datetime.datetime | None
    event: str
    id: int
    kinds: list[str]
    perimeter: str
    publication: str
    reasons: str
    reference: str
    renews: int | None
    service: str
    starts_at: datetime.datetime
    state: str
    venue: int
    withdrawn_at: datetime.datetime | None
    withdrawn_reason: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        authority = self.authority

        cameras = self.cameras

        certificate: int | None
        certificate = self.certificate

        ends_at = self.ends_at.isoformat()

        entered_at: None | str
        if isinstance(self.entered_at, datetime.datetime):
            entered_at = self.entered_at.isoformat()
        else:
            entered_at = self.entered_at

        event = self.event

        id = self.id

        kinds = self.kinds

        perimeter = self.perimeter

        publication = self.publication

        reasons = self.reasons

        reference = self.reference

        renews: int | None
        renews = self.renews

        service = self.service

        starts_at = self.starts_at.isoformat()

        state = self.state

        venue = self.venue

        withdrawn_at: None | str
        if isinstance(self.withdrawn_at, datetime.datetime):
            withdrawn_at = self.withdrawn_at.isoformat()
        else:
            withdrawn_at = self.withdrawn_at

        withdrawn_reason = self.withdrawn_reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "authority": authority,
                "cameras": cameras,
                "certificate": certificate,
                "ends_at": ends_at,
                "entered_at": entered_at,
                "event": event,
                "id": id,
                "kinds": kinds,
                "perimeter": perimeter,
                "publication": publication,
                "reasons": reasons,
                "reference": reference,
                "renews": renews,
                "service": service,
                "starts_at": starts_at,
                "state": state,
                "venue": venue,
                "withdrawn_at": withdrawn_at,
                "withdrawn_reason": withdrawn_reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        authority = d.pop("authority")

        cameras = cast(list[int], d.pop("cameras"))

        def _parse_certificate(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        certificate = _parse_certificate(d.pop("certificate"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        def _parse_entered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                entered_at_type_0 = datetime.datetime.fromisoformat(data)

                return entered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        entered_at = _parse_entered_at(d.pop("entered_at"))

        event = d.pop("event")

        id = d.pop("id")

        kinds = cast(list[str], d.pop("kinds"))

        perimeter = d.pop("perimeter")

        publication = d.pop("publication")

        reasons = d.pop("reasons")

        reference = d.pop("reference")

        def _parse_renews(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        renews = _parse_renews(d.pop("renews"))

        service = d.pop("service")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        state = d.pop("state")

        venue = d.pop("venue")

        def _parse_withdrawn_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                withdrawn_at_type_0 = datetime.datetime.fromisoformat(data)

                return withdrawn_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        withdrawn_at = _parse_withdrawn_at(d.pop("withdrawn_at"))

        withdrawn_reason = d.pop("withdrawn_reason")

        order = cls(
            authority=authority,
            cameras=cameras,
            certificate=certificate,
            ends_at=ends_at,
            entered_at=entered_at,
            event=event,
            id=id,
            kinds=kinds,
            perimeter=perimeter,
            publication=publication,
            reasons=reasons,
            reference=reference,
            renews=renews,
            service=service,
            starts_at=starts_at,
            state=state,
            venue=venue,
            withdrawn_at=withdrawn_at,
            withdrawn_reason=withdrawn_reason,
        )

        order.additional_properties = d
        return order

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
