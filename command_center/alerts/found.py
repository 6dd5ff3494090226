"""A sighting as its worker found it: all that the door needs, in a form that can wait on disk."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.law.running import NOTHING_CERTIFIED, Running
from command_center.venues.models import Camera
from detection.boxes import Box
from detection.kinds import EventKind
from detection.sighting import Sighting


@dataclass(frozen=True, slots=True)
class Origin:
    """From what it was found.

    `clock_offset_s` is the camera's own clock less the server's, where the camera tells it;
    `camera_version` is that of the set-up; `luminance` the mean of the picture, 0 black … 1 white.
    """

    clock_offset_s: float | None = None
    camera_version: int | None = None
    running: Running = NOTHING_CERTIFIED
    luminance: float | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Origin":
        running = given["running"]
        known = Running(running["software"], frozenset(running["models"]))
        return cls(**{**given, "running": known})


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found by the holder of the camera's lease `fence`, at `found_at` by its clock.

    `uid` is drawn once, when the sighting is found: however often it is told, it is one alert.
    """

    camera_id: int
    fence: int
    kind: EventKind
    zone: str
    started_at: datetime
    box: Box
    confidence: float
    track: int | None
    reason: Mapping[str, float]
    origin: Origin = NOWHERE
    ended_at: datetime | None = None
    found_at: datetime = field(default_factory=timezone.now)
    uid: UUID = field(default_factory=uuid4)

    def ended(self, ended_at: datetime) -> "Found":
        return replace(self, ended_at=max(ended_at, self.started_at))

    def to_json(self) -> str:
        values = asdict(self) | {"box": self.box.rounded(), "reason": dict(self.reason)}
        return json.dumps(values, default=_written)

    @classmethod
    def from_json(cls, text: str) -> "Found":
        """Raises `ValueError`, `KeyError` or `TypeError` for a text that is none."""
        given: dict[str, Any] = json.loads(text)
        times = ("started_at", "ended_at", "found_at")
        read = {name: given[name] and datetime.fromisoformat(given[name]) for name in times}
        return cls(
            **given
            | read
            | {
                "kind": EventKind(given["kind"]),
                "box": Box(*given["box"]),
                "origin": Origin.read(given["origin"]),
                "uid": UUID(given["uid"]),
            }
        )


def found(
    camera: Camera,
    fence: int,
    sighting: Sighting,
    started_at: datetime,
    origin: Origin = NOWHERE,
) -> Found:
    return Found(
        camera_id=camera.pk,
        fence=fence,
        kind=sighting.kind,
        zone=sighting.zone,
        started_at=started_at,
        box=sighting.box,
        confidence=sighting.confidence,
        track=sighting.track,
        reason=dict(sighting.reason),
        origin=origin,
    )


def _written(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def found_as(alert: Alert) -> Found:
    """The same, of an alert that is stored already."""
    return Found(
        camera_id=alert.camera_id,
        fence=alert.fence,
        kind=EventKind(alert.kind),
        zone=alert.zone_name,
        started_at=alert.started_at,
        box=Box(*alert.box),
        confidence=alert.confidence,
        track=alert.track,
        reason=alert.reason,
        origin=Origin(
            alert.clock_offset_s,
            alert.camera_version,
            Running(alert.software, frozenset(alert.models)),
            alert.luminance,
        ),
        found_at=alert.found_at,
        uid=alert.uid,
    )
