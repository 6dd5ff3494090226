"""What every kind of event has in common: a zone, a condition in it, a situation that opens."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from math import isfinite
from typing import Any, ClassVar

from detection.boxes import Box
from detection.kinds import EventKind
from detection.sighting import Moment, Sighting
from detection.situation import Change, Situation
from detection.zones import Point, Zone, ZoneRefused


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows, in one frame, that the condition holds.

    `since_s` is when it began, where the rule knows better than by the first evidence.
    """

    box: Box
    confidence: float
    track: int | None
    reason: Mapping[str, float]
    since_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Settings of a kind; each kind adds its own. All are positive."""

    open_after_s: float = 1.0
    end_after_s: float = 3.0


class ZoneRule(ABC):
    """Looks for one kind of event in one zone. A kind is one file with one such class."""

    kind: ClassVar[EventKind]
    reason_text: ClassVar[str]
    """English sentence with the keys of `Evidence.reason`; the interface translates it."""
    cues: ClassVar[tuple[str, ...]] = ()
    """The files in `detection/cues/` whose measurements the rule needs."""
    whole_picture: ClassVar[bool] = False
    """Whether the kind is looked for in the whole picture where no zone of it is drawn."""
    takes_lines: ClassVar[bool] = False
    """Whether a zone may be a line of two points."""
    needs_model: ClassVar[str | None] = None
    """A special model without which the kind is unavailable."""
    settings: ClassVar[type[Parameters]] = Parameters
    threshold: ClassVar[str] = "open_after_s"
    """The parameter that a calibration proposes; situations open when `score` passes it."""
    most_proposed: ClassVar[float | None] = 2.0
    """The event itself would not pass more; None where a rule of safety gives the threshold."""

    def __init__(self, zone: Zone) -> None:
        if zone.is_line and not self.takes_lines:
            raise ZoneRefused(
                f"Zone “{zone.name}”: {self.kind} needs a polygon of at least 3 points, not a line."
            )
        self.zone = zone
        self.parameters = read_parameters(self.settings, zone)
        self.situation = Situation(self.parameters.open_after_s, self.parameters.end_after_s)
        self._sightings = 0
        self._open: Sighting | None = None

    @property
    def counts_every_s(self) -> float | None:
        """How often the rule needs `Moment.people` now; None where it never does."""
        return None

    def needs_ground(self) -> bool:
        """Whether these parameters are in metres, which only a calibrated camera knows."""
        return False

    @abstractmethod
    def evidence(self, moment: Moment) -> Evidence | None:
        """The proof that the condition holds now, or None when it does not."""

    def can_see(self, moment: Moment) -> bool:  # noqa: ARG002
        """Whether this frame tells anything; a rule that looks less often overrides it."""
        return True

    def score(self, moment: Moment) -> float:  # noqa: ARG002
        """How far the moment just looked at came, in the unit of `threshold`."""
        last_s = self.situation.last_present_s
        return 0.0 if last_s is None else last_s - self.situation.since_s

    def look(self, moment: Moment) -> Sighting | None:
        """The sighting that this frame opens or ends, if it does."""
        if not self.can_see(moment):
            return None
        evidence = self.evidence(moment)
        last_s = self.situation.last_present_s
        change = self.situation.update(moment.pts_s, evidence is not None)
        if change is Change.OPENED and evidence is not None:
            return self._opened(evidence, moment.pts_s)
        return self._ended(last_s) if change is Change.ENDED else None

    def stop(self) -> Sighting | None:
        """End what is open: the recording is over, or the kind is no longer permitted."""
        last_s = self.situation.last_present_s
        return self._ended(last_s) if self.situation.stop() else None

    def _opened(self, evidence: Evidence, pts_s: float) -> Sighting:
        self._sightings += 1
        self._open = Sighting(
            number=self._sightings,
            kind=self.kind,
            zone=self.zone.name,
            start_s=self.situation.since_s if evidence.since_s is None else evidence.since_s,
            opened_s=max(pts_s, self.situation.since_s),
            end_s=None,
            box=evidence.box,
            confidence=evidence.confidence,
            track=evidence.track,
            reason=evidence.reason,
        )
        return self._open

    def _ended(self, last_s: float | None) -> Sighting | None:
        opened, self._open = self._open, None
        if opened is None or last_s is None:
            return None
        return replace(opened, end_s=last_s)


def read_parameters(kind: type[Parameters], zone: Zone) -> Any:
    """The zone's settings for this kind; an unknown, missing or senseless one is refused by name.

    A setting whose type is `Point` is a direction, [x, y]; every other is a number of 0 or more.
    """
    known = {field.name: field for field in fields(kind)}
    for name in zone.parameters:
        if name not in known:
            raise ZoneRefused(
                f"Zone “{zone.name}”: unknown key “{name}”; "
                f"{zone.kind} knows {', '.join(sorted(known))}."
            )
    for name, field in known.items():
        if field.default is MISSING and name not in zone.parameters:
            raise ZoneRefused(f"Zone “{zone.name}”: {zone.kind} needs “{name}”.")
    values = {name: _value(known[name].type, name, zone) for name in zone.parameters}
    return kind(**values)


def _value(type_: Any, name: str, zone: Zone) -> Any:
    given = zone.parameters[name]
    if type_ in (Point, "Point"):
        if not (
            isinstance(given, list | tuple) and len(given) == 2 and all(map(_is_number, given))
        ):
            raise ZoneRefused(f"Zone “{zone.name}”: “{name}” must be two numbers, [x, y].")
        if not any(given):
            raise ZoneRefused(
                f"Zone “{zone.name}”: “{name}” must not be [0, 0]: it points nowhere."
            )
        return (float(given[0]), float(given[1]))
    if not _is_number(given) or given < 0:
        raise ZoneRefused(f"Zone “{zone.name}”: “{name}” must be a number of 0 or more.")
    return given


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
