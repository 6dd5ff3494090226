"""Wrong way: a person or vehicle against the direction of circulation (Décret 2023-828, art. 3)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detection.boxes import VEHICLES, Box, Track
from detection.courses import Course, Courses
from detection.kinds import EventKind
from detection.moving_points import MovingPoints
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.zones import Point, Zone

LEAST_POINTS = 8
"""Corner points that go together. Fewer can be a bird, a leaf or a reflection."""

TOLERANCE_S = 0.05
"""Frames do not come to the millisecond: four steps of 0.2 s are 0.8 s."""

NEIGHBOURS = 0.08
"""Of the picture's height: points nearer than this belong to one object."""


@dataclass(frozen=True, kw_only=True)
class WrongWayParameters(Parameters):
    """`direction` is the allowed one, in image fractions; the others are in `docs/events/`."""

    direction: Point
    open_after_s: float = 0.4
    end_after_s: float = 5.0
    least_s: float = 0.8
    least_sizes: float = 0.4
    least_heights: float = 0.05
    straight: float = 0.7
    against_deg: float = 120.0
    min_confidence: float = 0.3


class WrongWay(ZoneRule):
    """Someone or something goes against `direction` inside the polygon.

    What the detector names (persons, vehicles) is judged by its feet, the rest by corner points
    that go together: a car seen from above is called anything, but it moves.
    """

    kind = EventKind.WRONG_WAY
    reason_text = "{angle_deg:.0f}° from the allowed direction for {for_s:.1f} s"
    cues = ("motion",)

    settings = WrongWayParameters
    parameters: WrongWayParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        self._courses = Courses()

    def evidence(self, moment: Moment) -> Evidence | None:
        against = [*self._named(moment), *self._unnamed(moment)]
        return max(against, key=lambda evidence: evidence.confidence, default=None)

    def _named(self, moment: Moment) -> Iterator[Evidence]:
        tracks = tuple(track for track in moment.tracks if self._is_judged(track))
        courses = self._courses.update(tracks, moment.pts_s, moment.aspect)
        for track in tracks:
            course = courses[track.id]
            size = np.sqrt(track.box.area * moment.aspect)
            long_enough = course.length >= self.parameters.least_sizes * size
            if long_enough and self._is_against(course, moment.aspect):
                yield self._evidence(track.box, track.confidence, track.id, course, moment)

    def _is_judged(self, track: Track) -> bool:
        is_named = track.label == "person" or track.label in VEHICLES
        sure = track.confidence >= self.parameters.min_confidence
        return is_named and sure and self.zone.contains(track.box.feet)

    def _unnamed(self, moment: Moment) -> Iterator[Evidence]:
        """Groups of points outside the boxes of what is named."""
        points: MovingPoints = moment.cues["motion"]
        named = [t.box for t in moment.tracks if t.label == "person" or t.label in VEHICLES]
        going = np.flatnonzero(self._go_against(points))
        free = [
            number
            for number, place in zip(going, points.at[going].tolist(), strict=True)
            if self.zone.contains(place) and not any(box.contains(place) for box in named)
        ]
        for group in _groups(points.at[free] * (points.aspect, 1.0)):
            members = np.array(free)[group]
            course = points.course(members)
            yield self._evidence(_around(points.at[members]), course.straight, None, course, moment)

    def _go_against(self, points: MovingPoints) -> NDArray[np.bool_]:
        """Which of the points, wherever they are."""
        right, down = self.parameters.direction
        way = points.at - points.since
        way[:, 0] *= points.aspect
        length = np.linalg.norm(way, axis=1)
        along = way @ np.array([right * points.aspect, down], np.float32)
        cosine = along / np.maximum(length * np.hypot(right * points.aspect, down), 1e-9)
        return np.asarray(
            (length >= self.parameters.least_heights)
            & (points.age_s >= self.parameters.least_s - TOLERANCE_S)
            & (points.straight >= self.parameters.straight)
            & (cosine <= np.cos(np.radians(self.parameters.against_deg))),
            np.bool_,
        )

    def _is_against(self, course: Course, aspect: float) -> bool:
        right, down = self.parameters.direction
        return (
            course.for_s >= self.parameters.least_s - TOLERANCE_S
            and course.straight >= self.parameters.straight
            and course.angle_deg(right * aspect, down) >= self.parameters.against_deg
        )

    def _evidence(
        self, box: Box, confidence: float, track: int | None, course: Course, moment: Moment
    ) -> Evidence:
        right, down = self.parameters.direction
        angle_deg = round(course.angle_deg(right * moment.aspect, down), 1)
        return Evidence(
            box,
            round(confidence, 4),
            track,
            {"angle_deg": angle_deg, "for_s": round(course.for_s, 1)},
        )


def _groups(points: NDArray[np.float32]) -> Iterator[NDArray[np.intp]]:
    """Indices of the points that lie together, for each group that is large enough."""
    left = np.ones(len(points), bool)
    while left.any():
        group = np.zeros(len(points), bool)
        front = np.zeros(len(points), bool)
        front[np.flatnonzero(left)[0]] = True
        while front.any():
            group |= front
            gaps = np.linalg.norm(points[:, None] - points[None, front], axis=2)
            front = left & ~group & (gaps < NEIGHBOURS).any(axis=1)
        left &= ~group
        if group.sum() >= LEAST_POINTS:
            yield np.flatnonzero(group)


def _around(points: NDArray[np.float32]) -> Box:
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    return Box(left, top, right, bottom)
