"""Intrusion: a person or vehicle in a forbidden or sensitive zone (Décret 2023-828, art. 3)."""

from dataclasses import dataclass

from detection.kinds import EventKind
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment

VEHICLES = frozenset({"bicycle", "motorcycle", "car", "bus", "truck", "train", "boat"})


@dataclass(frozen=True)
class IntrusionParameters(Parameters):
    min_confidence: float = 0.4
    """A faint detection may carry a track on, but must not raise an alert by itself."""


class Intrusion(ZoneRule):
    """Feet inside the polygon for `open_after_s`. One situation while anybody is inside."""

    kind = EventKind.INTRUSION
    reason_text = "{objects:.0f} inside the zone for {for_s:.0f} s"

    settings = IntrusionParameters
    parameters: IntrusionParameters

    def evidence(self, moment: Moment) -> Evidence | None:
        inside = [
            track
            for track in moment.tracks
            if (track.label == "person" or track.label in VEHICLES)
            and track.confidence >= self.parameters.min_confidence
            and self.zone.contains(track.box.feet)
        ]
        if not inside:
            return None
        surest = max(inside, key=lambda track: track.confidence)
        reason = {"objects": len(inside), "for_s": self.situation.held_s(moment.pts_s)}
        return Evidence(surest.box, surest.confidence, surest.id, reason)
