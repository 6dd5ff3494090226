"""Courses: where the feet of each followed object have gone in the last seconds."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from detection.boxes import Track

MEMORY_S = 2.0


@dataclass(frozen=True, slots=True)
class Course:
    """A way of `for_s` seconds, by (`right`, `down`) in heights of the picture.

    `straight` is the distance over the length of the way, 0..1: a person who turns about, or a
    box that trembles, goes nowhere.
    """

    for_s: float
    right: float
    down: float
    straight: float

    @property
    def length(self) -> float:
        return float(np.hypot(self.right, self.down))

    def angle_deg(self, right: float, down: float) -> float:
        """From another direction, 0..180."""
        cosine = (self.right * right + self.down * down) / (
            self.length * np.hypot(right, down) or 1.0
        )
        return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


class Courses:
    """The memory of one rule; a track that has gone is forgotten."""

    def __init__(self) -> None:
        self._places: dict[int, deque[tuple[float, float, float]]] = {}

    def update(self, tracks: tuple[Track, ...], pts_s: float, aspect: float) -> dict[int, Course]:
        """Track number → its course; `aspect` is the picture's width over its height."""
        self._places = {t.id: self._places.get(t.id, deque()) for t in tracks}
        for track in tracks:
            places = self._places[track.id]
            while places and not 0 <= pts_s - places[0][0] <= MEMORY_S:
                places.popleft()
            x, y = track.box.feet
            places.append((pts_s, x * aspect, y))
        return {number: _course(places) for number, places in self._places.items()}


def _course(places: deque[tuple[float, float, float]]) -> Course:
    ways = np.array(places)
    right, down = (float(value) for value in ways[-1, 1:] - ways[0, 1:])
    walked = float(np.linalg.norm(np.diff(ways[:, 1:], axis=0), axis=1).sum())
    straight = float(np.hypot(right, down)) / walked if walked else 0.0
    return Course(float(ways[-1, 0] - ways[0, 0]), right, down, straight)
