"""The highest score of each minute: all that is kept of a calibration period's frames."""

from collections.abc import Iterable

from detection.calibration.score import Score

BLOCK_S = 60.0
"""A situation of a few seconds lies in one block or two; blocks are near to independent."""

Highest = dict[tuple[str, str, str], float]
"""(kind, zone, parameter) → the highest value of one block."""


class HighestOfMinute:
    """Collects the scores of one camera; gives each block once it is over."""

    def __init__(self) -> None:
        self._began_s: float | None = None
        self._highest: Highest = {}

    def add(self, at_s: float, scores: Iterable[Score]) -> Highest | None:
        """The block before this one, where `at_s` begins a new one."""
        over = self.taken() if self._is_over(at_s) else None
        if self._began_s is None:
            self._began_s = at_s
        for score in scores:
            key = (score.kind.value, score.zone, score.parameter)
            self._highest[key] = max(score.value, self._highest.get(key, 0.0))
        return over or None

    def taken(self) -> Highest:
        """What was collected since; it begins anew. A part of a block counts for nothing."""
        taken, self._highest, self._began_s = self._highest, {}, None
        return taken

    def _is_over(self, at_s: float) -> bool:
        return self._began_s is not None and not 0 <= at_s - self._began_s < BLOCK_S
