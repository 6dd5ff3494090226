"""Watches over one camera's picture."""

from dataclasses import replace

from detection.frame import Frame
from detection.watchdog.condition import Condition
from detection.watchdog.evidence import Evidence, Reason, evidence
from detection.watchdog.looks import Looks, looks_of
from detection.watchdog.mean_picture import MeanPicture
from detection.watchdog.persistence import Persistence
from detection.watchdog.picture_fault import PictureFault
from detection.watchdog.reference import Reference
from detection.watchdog.repetition import Repetition

EVERY_S = 1.0
"""Faults last for seconds. Looking is nearly all of the price."""

LONGEST_STEP_S = 5.0
"""After a longer gap nothing is known of what was in between."""

OPENS_AFTER_S = {
    PictureFault.BLACK: 3.0,
    # Encoders send a still night's picture again, to the pixel, until the next keyframe.
    PictureFault.FROZEN: 10.0,
    PictureFault.COVERED: 3.0,
    # A camera that somebody steers, or a mast in a gust, comes back.
    PictureFault.TURNED_AWAY: 5.0,
    # The autofocus hunts for seconds after each change of light.
    PictureFault.DEFOCUSED: 10.0,
}


class Watchdog:
    """`reference` is the camera's usual view, learnt while the picture is good; it may be stored.

    Learning stops while anything speaks for a fault: a view that stays changed stays a fault
    until somebody accepts it.
    """

    def __init__(self, reference: Reference | None = None) -> None:
        self.reference = reference or Reference()
        self._persistence = {one: Persistence(OPENS_AFTER_S[one]) for one in PictureFault}
        self._reasons: dict[PictureFault, Reason] = {}
        self._condition: Condition | None = None
        self._last_s = float("-inf")
        self._begin()

    def _begin(self) -> None:
        """Nothing is known of the last pictures."""
        self._repetition, self._mean = Repetition(), MeanPicture()
        self._repeated_since_s: float | None = None
        self._looks: Looks | None = None
        self._looked_s = float("-inf")
        self._evidence: Evidence = {}

    def accept(self) -> None:
        """What is seen now is the usual view from now on."""
        self.reference = Reference()
        if self._looks is not None:
            self.reference.learn(self._looks, 0.0)

    def note(self, frame: Frame) -> Condition:
        """To be told of pictures in their order, twice a second or more.

        One that is empty, or not later than the last, changes nothing.
        """
        at_s, step_s = frame.pts_s, frame.pts_s - self._last_s
        before = self._condition or Condition(None, at_s, {})
        if frame.image.size == 0 or step_s == 0:
            return before
        self._last_s = at_s
        if not 0 < step_s <= LONGEST_STEP_S:
            before = self._restarted(before, at_s)
        self._look(frame, step_s)
        self._condition = self._told(before, at_s)
        return self._condition

    def _restarted(self, before: Condition, at_s: float) -> Condition:
        self._begin()
        for one in self._persistence.values():
            one.restart(at_s)
        return replace(before, since_s=min(before.since_s, at_s))

    def _look(self, frame: Frame, step_s: float) -> None:
        at_s, seen = frame.pts_s, self._frozen(frame)
        mean = self._mean.with_next(frame.small, step_s)
        if at_s - self._looked_s >= EVERY_S:
            self._looks = looks_of(frame.small, mean)
            self._evidence = evidence(self._looks, self.reference)
            if not seen and not self._evidence and self._is_good:
                self.reference.learn(self._looks, EVERY_S)
            self._looked_s = at_s
        seen = {**seen, **self._evidence}
        self._reasons.update(seen)
        for fault, persistence in self._persistence.items():
            persistence.note(fault in seen, at_s)

    def _frozen(self, frame: Frame) -> Evidence:
        """Asked of each picture: between two looks it may have stirred."""
        if not self._repetition.is_repeated(frame):
            self._repeated_since_s = None
            return {}
        if self._repeated_since_s is None:
            self._repeated_since_s = frame.pts_s
        return {PictureFault.FROZEN: {"still_s": round(frame.pts_s - self._repeated_since_s, 1)}}

    @property
    def _is_good(self) -> bool:
        return all(one.open_since_s is None for one in self._persistence.values())

    def _told(self, before: Condition, at_s: float) -> Condition:
        for fault, persistence in self._persistence.items():
            if persistence.open_since_s is not None:
                return Condition(fault, persistence.open_since_s, self._reasons[fault])
        return before if before.fault is None else Condition(None, at_s, {})
