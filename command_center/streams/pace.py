"""From totals to means: how fast a watch goes, every ten seconds."""

import time

from command_center.streams.figures import CameraFigures, Figures, at_this_moment
from command_center.streams.point import POINT_EVERY_S, Point


class Pace:
    """One watch's, as its worker tells it."""

    def __init__(self, figures: Figures, worker: str) -> None:
        self._figures = figures
        self._worker = worker
        self._point: Point | None = None
        self._before, self._before_s = self.now(), time.monotonic()

    def now(self) -> CameraFigures:
        return at_this_moment(self._figures, self._worker, self._point)

    def follow(self) -> Point | None:
        """The next point, once its time has passed."""
        now, now_s = self.now(), time.monotonic()
        took_s = now_s - self._before_s
        if took_s < POINT_EVERY_S:
            return None
        self._point = _point(self._before, now, took_s)
        self._before, self._before_s = now, now_s
        return self._point


def _point(before: CameraFigures, now: CameraFigures, took_s: float) -> Point:
    return Point(
        round(time.time(), 1),
        round((now.received - before.received) / took_s, 2),
        round((now.analysed - before.analysed) / took_s, 2),
        _rounded(now.analysis.mean_since(before.analysis)),
        _rounded(now.delay.mean_since(before.delay)),
    )


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 4)
