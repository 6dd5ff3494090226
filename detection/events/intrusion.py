"""Intrusion: a person or vehicle in or into a forbidden zone (Décret 2023-828, art. 3)."""

from dataclasses import dataclass

from detection.boxes import VEHICLES, Track
from detection.kinds import EventKind
from detection.lines import Crossings, Line
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.situation import Situation
from detection.zones import Zone

CROSSED_S = 1.0
"""How long a crossing counts as present: several who cross together are one situation."""


@dataclass(frozen=True, kw_only=True)
class IntrusionParameters(Parameters):
    """`open_after_s` is the time that someone must stay. `from_h` to `to_h` are hours of the day
    where the venue is; from 22 to 6 is the night. `side`: 1 for a crossing to the right side of a
    line, seen from its first point to its second, 2 for one to the left, 0 for both.
    """

    min_confidence: float = 0.4
    """A faint detection may carry a track on, but must not raise an alert by itself."""
    persons: float = 1
    vehicles: float = 1
    from_h: float = 0
    to_h: float = 24
    side: float = 0


class Intrusion(ZoneRule):
    """Feet inside the polygon for `open_after_s`, or a line of two points crossed.

    One situation while anybody is inside.
    """

    kind = EventKind.INTRUSION
    takes_lines = True
    reason_text = "{objects:.0f} inside the zone for {for_s:.0f} s"

    settings = IntrusionParameters
    threshold = "min_confidence"
    most_proposed = 0.7
    parameters: IntrusionParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        self._inside: list[Track] = []
        self._crossings: Crossings | None = None
        self._crossed: dict[int, float] = {}
        if zone.is_line:
            self._crossings = Crossings(Line(*zone.polygon))
            self.situation = Situation(0.0, self.parameters.end_after_s)

    def evidence(self, moment: Moment) -> Evidence | None:
        named = tuple(track for track in moment.tracks if self._is_named(track))
        inside = self._those_inside(named, moment.pts_s)
        self._inside = inside if self._is_in_force(moment) else []
        sure = [one for one in self._inside if one.confidence >= self.parameters.min_confidence]
        if not sure:
            return None
        surest = max(sure, key=lambda track: track.confidence)
        reason = {"objects": len(sure), "for_s": self.situation.held_s(moment.pts_s)}
        return Evidence(surest.box, surest.confidence, surest.id, reason)

    def score(self, moment: Moment) -> float:  # noqa: ARG002
        return max((track.confidence for track in self._inside), default=0.0)

    def _is_named(self, track: Track) -> bool:
        return bool(
            (self.parameters.persons and track.label == "person")
            or (self.parameters.vehicles and track.label in VEHICLES)
        )

    def _is_in_force(self, moment: Moment) -> bool:
        from_h, to_h = self.parameters.from_h, self.parameters.to_h
        if moment.local_at is None or to_h - from_h >= 24:
            return True
        hour = moment.local_at.hour + moment.local_at.minute / 60
        return from_h <= hour < to_h if from_h <= to_h else hour >= from_h or hour < to_h

    def _those_inside(self, tracks: tuple[Track, ...], pts_s: float) -> list[Track]:
        if self._crossings is None:
            return [track for track in tracks if self.zone.contains(track.box.feet)]
        for track, to_right in self._crossings.update(tracks, pts_s):
            if self.parameters.side in (0, 1 if to_right else 2):
                self._crossed[track.id] = pts_s
        fresh = {n: s for n, s in self._crossed.items() if 0 <= pts_s - s <= CROSSED_S}
        self._crossed = fresh
        return [track for track in tracks if track.id in fresh]
