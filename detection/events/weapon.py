"""Weapon: one of those of article R311-2 of the CSI is shown or used (Décret 2023-828, art. 3)."""

from collections import deque
from dataclasses import dataclass

from detection.boxes import Detection
from detection.kinds import EventKind
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.zones import Zone

NEAR = 3.0
"""In sizes of the weapon's box: as far as a hand may carry it between two looks."""


@dataclass(frozen=True, kw_only=True)
class WeaponParameters(Parameters):
    """`sure_looks` of the last `looks` must show it in one place, or an umbrella is a rifle."""

    open_after_s: float = 0.0
    end_after_s: float = 5.0
    min_confidence: float = 0.5
    looks: float = 4
    sure_looks: float = 3


class Weapon(ZoneRule):
    """A registered model sees a weapon, again and again, in one place. Without it: unavailable."""

    kind = EventKind.WEAPON
    reason_text = "seen in {seen:.0f} of {looks:.0f} looks, confidence {percent:.0f} %"
    cues = ("weapons",)
    whole_picture = True
    needs_model = "weapon"

    settings = WeaponParameters
    threshold = "min_confidence"
    most_proposed = 0.9
    parameters: WeaponParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        looks = max(1, int(self.parameters.looks))
        self._looks: deque[tuple[Detection, ...]] = deque(maxlen=looks)
        self._highest = 0.0

    def can_see(self, moment: Moment) -> bool:
        return moment.cues["weapons"] is not None

    def evidence(self, moment: Moment) -> Evidence | None:
        seen: tuple[Detection, ...] = moment.cues["weapons"]
        inside = tuple(one for one in seen if self.zone.contains(one.box.centre))
        self._highest = max((one.confidence for one in inside), default=0.0)
        sure_enough = self.parameters.min_confidence
        self._looks.append(tuple(one for one in inside if one.confidence >= sure_enough))
        confirmed = [(one, times) for one in self._looks[-1] if (times := self._times(one))]
        sure = [pair for pair in confirmed if pair[1] >= self.parameters.sure_looks]
        if not sure:
            return None
        weapon, times = max(sure, key=lambda pair: pair[0].confidence)
        percent = round(100 * weapon.confidence)
        reason = {"seen": times, "looks": len(self._looks), "percent": percent}
        return Evidence(weapon.box, round(weapon.confidence, 4), None, reason)

    def score(self, moment: Moment) -> float:  # noqa: ARG002
        return self._highest

    def _times(self, weapon: Detection) -> int:
        """In how many of the last looks something was seen near it."""
        around = weapon.box.grown(NEAR)
        return sum(any(around.contains(one.box.centre) for one in look) for look in self._looks)
