"""Crowd movement: people suddenly rush (Décret 2023-828, art. 3)."""

from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from detection.boxes import Box, Detection
from detection.kinds import EventKind
from detection.paces import Paces, Standing, coherence, paces, standing
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.zones import Zone

WINDOW_S = 1.5
"""A pace is measured on two frames only and is uncertain by a third: many are needed."""

USUAL_S = 300.0
"""How long what was usual here is remembered. A rush of half that time is still unusual."""

LEARNT_LOOKS = 50
WALK = 0.8
"""Heights a second (1.4 m/s): what is taken for usual before `LEARNT_LOOKS`."""

SLOWEST = 0.3
"""Heights a second. Where all stand, anyone who walks would be many times the usual."""

LONGEST_STEP_S = 1.0
"""After a longer gap nobody can be taken for the same person."""

TOGETHER = 0.6
"""Coherence from which people flee from, or press towards, one place (1: all the same way)."""

PART = 0.6
"""Where they go together, so much of `least_share` is enough: the others may look on."""


@dataclass(frozen=True, kw_only=True)
class CrowdMovementParameters(Parameters):
    """Paces are in heights of a person per second, see `detection/paces.py`."""

    open_after_s: float = 0.4
    end_after_s: float = 5.0
    least_people: float = 3
    least_pace: float = 1.3
    times_usual: float = 2.0
    least_share: float = 0.5


class CrowdMovement(ZoneRule):
    """At least `least_people` run, and they are `least_share` of those who are seen.

    To run is to be faster than `least_pace` and than `times_usual` what this camera usually
    sees: many people are no crowd movement, and neither is a race.
    """

    kind = EventKind.CROWD_MOVEMENT
    reason_text = (
        "{people:.0f} people run at {pace:.1f} heights/s, {times:.1f} times the usual pace"
    )
    whole_picture = True

    settings = CrowdMovementParameters
    parameters: CrowdMovementParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        self._before: tuple[float, Standing] = (0.0, np.zeros((0, 5)))
        self._recent: deque[tuple[float, Paces]] = deque()
        self._usual: deque[tuple[float, float]] = deque()

    @property
    def usual(self) -> float:
        """The median pace of the last minutes, in heights a second."""
        if len(self._usual) < LEARNT_LOOKS:
            return WALK
        return max(SLOWEST, median(pace for _, pace in self._usual))

    def evidence(self, moment: Moment) -> Evidence | None:
        people = [found for found in moment.found if self._is_judged(found)]
        going = self._going(standing(people, moment.aspect, moment.ground), moment.pts_s)
        speeds = np.linalg.norm(going, axis=1)
        fast = speeds >= max(self.parameters.least_pace, self.parameters.times_usual * self.usual)
        runners = round(fast.sum() / max(1, len(self._recent)))
        if not people or runners < self.parameters.least_people:
            return None
        share, pace = float(fast.mean()), float(np.median(speeds[fast]))
        if share < self._needed_share(going[fast]):
            return None
        reason = {
            "people": runners,
            "pace": round(pace, 2),
            "times": round(pace / self.usual, 1),
            "coherence": round(coherence(going[fast]), 2),
        }
        return Evidence(Box.around(person.box for person in people), share, None, reason)

    def _is_judged(self, found: Detection) -> bool:
        return found.label == "person" and self.zone.contains(found.box.feet)

    def _going(self, now: Standing, pts_s: float) -> Paces:
        """The paces of the last moments."""
        last_s, before = self._before
        step_s = pts_s - last_s
        self._before = (pts_s, now)
        if not 0 < step_s <= LONGEST_STEP_S:
            self._recent.clear()
            return np.zeros((0, 2))
        latest = paces(before, now, step_s)
        self._recent.append((pts_s, latest))
        _forget(self._recent, pts_s - WINDOW_S)
        if len(latest):
            self._usual.append((pts_s, float(np.median(np.linalg.norm(latest, axis=1)))))
        _forget(self._usual, pts_s - USUAL_S)
        return np.concatenate([one for _, one in self._recent])

    def _needed_share(self, running: Paces) -> float:
        together = coherence(running) >= TOGETHER
        return self.parameters.least_share * (PART if together else 1.0)


def _forget(remembered: deque[tuple[float, Any]], before_s: float) -> None:
    while remembered and remembered[0][0] < before_s:
        remembered.popleft()
