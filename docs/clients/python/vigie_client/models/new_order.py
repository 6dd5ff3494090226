from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.event_kind import EventKind
from ..models.service import Service
from ..types import UNSET, Unset

T = TypeVar("T", bound="NewOrder")


@_attrs_define
class NewOrder:
    """As signed. One month at most, within a regime, for cameras of the venue.

    Attributes:
        authority (str):
        cameras (list[int]):
        ends_at (datetime.datetime):
        event (str):
        kinds (list[EventKind]):
        perimeter (str):
        reasons (str):
        reference (str):
        service (Service):
        starts_at (datetime.datetime):
        venue (int):
        certificate (int | None | Unset):
        publication (str | Unset):  Default: ''.
        renews (int | None | Unset):
    """

    authority: str
    cameras: list[int]
    ends_at: datetime.datetime
    event: str
    kinds: list[EventKind]
    perimeter: str
    reasons: str
    reference: str
    service: Service
    starts_at: datetime.datetime
    venue: int
    certificate: int | None | Unset = UNSET
    publication: str | Unset = ""
    renews: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        authority = self.authority

        cameras = self.cameras

        ends_at = self.ends_at.isoformat()

        event = self.event

        kinds = []
        for kinds_item_data in self.kinds:
            kinds_item = kinds_item_data.value
            kinds.append(kinds_item)

        perimeter = self.perimeter

        reasons = self.reasons

        reference = self.reference

        service = self.service.value

        starts_at = self.starts_at.isoformat()

        venue = self.venue

        certificate: int | None | Unset
        if isinstance(self.certificate, Unset):
            certificate = UNSET
        else:
            certificate = self.certificate

        publication = self.publication

        renews: int | None | Unset
        if isinstance(self.renews, Unset):
            renews = UNSET
        else:
            renews = self.renews

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "authority": authority,
                "cameras": cameras,
                "ends_at": ends_at,
                "event": event,
                "kinds": kinds,
                "perimeter": perimeter,
                "reasons": reasons,
                "reference": reference,
                "service": service,
                "starts_at": starts_at,
                "venue": venue,
            }
        )
        if certificate is not UNSET:
            field_dict["certificate"] = certificate
        if publication is not UNSET:
            field_dict["publication"] = publication
        if renews is not UNSET:
            field_dict["renews"] = renews

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        authority = d.pop("authority")

        cameras = cast(list[int], d.pop("cameras"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        event = d.pop("event")

        kinds = []
        _kinds = d.pop("kinds")
        for kinds_item_data in _kinds:
            kinds_item = EventKind(kinds_item_data)

            kinds.append(kinds_item)

        perimeter = d.pop("perimeter")

        reasons = d.pop("reasons")

        reference = d.pop("reference")

        service = Service(d.pop("service"))

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        venue = d.pop("venue")

        def _parse_certificate(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        certificate = _parse_certificate(d.pop("certificate", UNSET))

        publication = d.pop("publication", UNSET)

        def _parse_renews(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        renews = _parse_renews(d.pop("renews", UNSET))

        new_order = cls(
            authority=authority,
            cameras=cameras,
            ends_at=ends_at,
            event=event,
            kinds=kinds,
            perimeter=perimeter,
            reasons=reasons,
            reference=reference,
            service=service,
            starts_at=starts_at,
            venue=venue,
            certificate=certificate,
            publication=publication,
            renews=renews,
        )

        return new_order
