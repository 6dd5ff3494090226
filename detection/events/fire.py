"""Fire: flames that have just begun (Décret 2023-828, art. 3)."""

from dataclasses import dataclass

from detection.flicker import Flame
from detection.kinds import EventKind
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment


@dataclass(frozen=True, kw_only=True)
class FireParameters(Parameters):
    """A fire hides behind its own smoke for seconds: it has ended only after `end_after_s`."""

    open_after_s: float = 0.4
    end_after_s: float = 10.0
    least_area: float = 0.0004


class Fire(ZoneRule):
    """Flames, their middle in the polygon, for `open_after_s` beyond the 1.4 s that show them."""

    kind = EventKind.FIRE
    reason_text = "flames, area {area_percent:.2f} %, flicker {flicker_percent:.0f} %"
    cues = ("flames",)
    whole_picture = True

    settings = FireParameters
    threshold = "least_area"
    most_proposed = 0.01
    parameters: FireParameters

    def evidence(self, moment: Moment) -> Evidence | None:
        least = self.parameters.least_area
        burning = [flame for flame in self._flames(moment) if flame.area >= least]
        if not burning:
            return None
        largest = max(burning, key=lambda flame: flame.area)
        reason = {
            "area_percent": round(100 * sum(flame.area for flame in burning), 2),
            "flicker_percent": round(100 * largest.restless),
        }
        return Evidence(largest.box, largest.restless, None, reason)

    def score(self, moment: Moment) -> float:
        return max((flame.area for flame in self._flames(moment)), default=0.0)

    def _flames(self, moment: Moment) -> list[Flame]:
        """Only sure ones open a situation; what burns already may hide in its smoke."""
        seen: tuple[Flame, ...] = moment.cues["flames"]
        counted = seen if self.situation.is_open else [flame for flame in seen if flame.is_sure]
        return [flame for flame in counted if self.zone.contains(flame.box.centre)]
