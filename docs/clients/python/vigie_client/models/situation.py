from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Situation")


@_attrs_define
class Situation:
    """Alerts of one camera, kind and zone that follow one another and wait for a verdict. `id`: of
    its first alert. `state` as in ISA-18.2.

        Attributes:
            acknowledged_at (datetime.datetime | None):
            alerts (list[int]):
            began_at (datetime.datetime):
            camera (int):
            ended_at (datetime.datetime | None):
            id (int):
            kind (str):
            last_at (datetime.datetime):
            owner (str):
            respond_by (datetime.datetime | None):
            severity (str):
            state (str):
            venue (int):
            zone (str):
    """

    acknowledged_at: datetime.datetime | None
    alerts: list[int]
    began_at: datetime.datetime
    camera: int
    ended_at: datetime.datetime | None
    id: int
    kind: str
    last_at: datetime.datetime
    owner: str
    respond_by: datetime.datetime | None
    severity: str
    state: str
    venue: int
    zone: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        alerts = self.alerts

        began_at = self.began_at.isoformat()

        camera = self.camera

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        id = self.id

        kind = self.kind

        last_at = self.last_at.isoformat()

        owner = self.owner

        respond_by: None | str
        if isinstance(self.respond_by, datetime.datetime):
            respond_by = self.respond_by.isoformat()
        else:
            respond_by = self.respond_by

        severity = self.severity

        state = self.state

        venue = self.venue

        zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "acknowledged_at": acknowledged_at,
                "alerts": alerts,
                "began_at": began_at,
                "camera": camera,
                "ended_at": ended_at,
                "id": id,
                "kind": kind,
                "last_at": last_at,
                "owner": owner,
                "respond_by": respond_by,
                "severity": severity,
                "state": state,
                "venue": venue,
                "zone": zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        alerts = cast(list[int], d.pop("alerts"))

        began_at = datetime.datetime.fromisoformat(d.pop("began_at"))

        camera = d.pop("camera")

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

        last_at = datetime.datetime.fromisoformat(d.pop("last_at"))

        owner = d.pop("owner")

        def _parse_respond_by(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                respond_by_type_0 = datetime.datetime.fromisoformat(data)

                return respond_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        respond_by = _parse_respond_by(d.pop("respond_by"))

        severity = d.pop("severity")

        state = d.pop("state")

        venue = d.pop("venue")

        zone = d.pop("zone")

        situation = cls(
            acknowledged_at=acknowledged_at,
            alerts=alerts,
            began_at=began_at,
            camera=camera,
            ended_at=ended_at,
            id=id,
            kind=kind,
            last_at=last_at,
            owner=owner,
            respond_by=respond_by,
            severity=severity,
            state=state,
            venue=venue,
            zone=zone,
        )

        situation.additional_properties = d
        return situation

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
