from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alert_reason import AlertReason
    from ..models.verdict import Verdict


T = TypeVar("T", bound="Alert")


@_attrs_define
class Alert:
    """It decides nothing: it waits for a person. `reason`: what was measured. `verdict`: the one
    that holds, null while it waits.

        Attributes:
            camera (int):
            confidence (float):
            ended_at (datetime.datetime | None):
            id (int):
            kind (str):
            order (int):
            order_reference (str):
            reason (AlertReason):
            severity (str):
            started_at (datetime.datetime):
            venue (int):
            verdict (None | Verdict):
            zone (str):
    """

    camera: int
    confidence: float
    ended_at: datetime.datetime | None
    id: int
    kind: str
    order: int
    order_reference: str
    reason: AlertReason
    severity: str
    started_at: datetime.datetime
    venue: int
    verdict: None | Verdict
    zone: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.verdict import Verdict  # noqa: PLC0415

        camera = self.camera

        confidence = self.confidence

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        id = self.id

        kind = self.kind

        order = self.order

        order_reference = self.order_reference

        reason = self.reason.to_dict()

        severity = self.severity

        started_at = self.started_at.isoformat()

        venue = self.venue

        verdict: dict[str, Any] | None
        if isinstance(self.verdict, Verdict):
            verdict = self.verdict.to_dict()
        else:
            verdict = self.verdict

        zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "camera": camera,
                "confidence": confidence,
                "ended_at": ended_at,
                "id": id,
                "kind": kind,
                "order": order,
                "order_reference": order_reference,
                "reason": reason,
                "severity": severity,
                "started_at": started_at,
                "venue": venue,
                "verdict": verdict,
                "zone": zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_reason import AlertReason  # noqa: PLC0415
        from ..models.verdict import Verdict  # noqa: PLC0415

        d = dict(src_dict)
        camera = d.pop("camera")

        confidence = d.pop("confidence")

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        id = d.pop("id")

        kind = d.pop("kind")

        order = d.pop("order")

        order_reference = d.pop("order_reference")

        reason = AlertReason.from_dict(d.pop("reason"))

        severity = d.pop("severity")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        venue = d.pop("venue")

        def _parse_verdict(data: object) -> None | Verdict:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                verdict_type_0 = Verdict.from_dict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Verdict, data)

        verdict = _parse_verdict(d.pop("verdict"))

        zone = d.pop("zone")

        alert = cls(
            camera=camera,
            confidence=confidence,
            ended_at=ended_at,
            id=id,
            kind=kind,
            order=order,
            order_reference=order_reference,
            reason=reason,
            severity=severity,
            started_at=started_at,
            venue=venue,
            verdict=verdict,
            zone=zone,
        )

        alert.additional_properties = d
        return alert

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
