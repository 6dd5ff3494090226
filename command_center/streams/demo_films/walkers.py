"""Walkers: when each is where, and how it is drawn there."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from command_center.streams.demo_films.backdrop import HEIGHT_PX, HORIZON, WIDTH_PX
from command_center.streams.demo_films.cutouts import Cutout

HEIGHT_OVER_DEPTH = 0.62
"""A person's height per distance of the feet below the horizon: a camera 2.8 m up."""

STEPS_PER_S = 1.8
BOB_PX = 2.0
SHADOW = 0.35


@dataclass(frozen=True)
class Walker:
    """`way` holds (second, x, y) of the feet in image fractions; absent before and after it."""

    look: int
    brightness: float
    way: tuple[tuple[float, float, float], ...]

    def at(self, second: float) -> tuple[float, float] | None:
        if not self.way[0][0] <= second < self.way[-1][0]:
            return None
        leg = bisect_right([point[0] for point in self.way], second)
        (t1, x1, y1), (t2, x2, y2) = self.way[leg - 1], self.way[leg]
        part = (second - t1) / (t2 - t1)
        return x1 + (x2 - x1) * part, y1 + (y2 - y1) * part

    def goes_left(self, second: float) -> bool:
        leg = min(bisect_right([point[0] for point in self.way], second), len(self.way) - 1)
        return self.way[leg][1] < self.way[leg - 1][1]


class Cast:
    """Draws walkers, the far ones first."""

    def __init__(self, people: list[Cutout]) -> None:
        self._people = people
        self._sized = lru_cache(maxsize=4096)(self._make)

    def draw(self, picture: NDArray[np.uint8], walkers: list[Walker], second: float) -> None:
        present = [(w, place) for w in walkers if (place := w.at(second))]
        for walker, (x, y) in sorted(present, key=lambda item: item[1][1]):
            self._draw_one(picture, walker, x, y, second)

    def _draw_one(
        self, picture: NDArray[np.uint8], walker: Walker, x: float, y: float, second: float
    ) -> None:
        height = round((y - HORIZON) * HEIGHT_OVER_DEPTH * HEIGHT_PX)
        person = self._sized(walker.look, walker.brightness, walker.goes_left(second), height)
        step = abs(math.sin(math.pi * STEPS_PER_S * second + walker.brightness * 40))
        feet = (round(x * WIDTH_PX), round(y * HEIGHT_PX - BOB_PX * step))
        _shade(picture, feet, person.alpha.shape[1])
        _paste(picture, person, feet)

    def _make(self, look: int, brightness: float, goes_left: bool, height_px: int) -> Cutout:
        person = self._people[look].brightened(brightness)
        return (person.flipped if goes_left else person).scaled(max(8, height_px))


def _shade(picture: NDArray[np.uint8], feet: tuple[int, int], width: int) -> None:
    """A soft patch under the feet, or people would float."""
    rows, columns = np.ogrid[-4:5, -width // 2 : width // 2 + 1]
    round_spot = 1 - (columns / (width / 2 + 1)) ** 2 - (rows / 5) ** 2
    patch = (np.clip(round_spot, 0, 1) * SHADOW).astype(np.float32)
    black = Cutout(np.zeros((*patch.shape, 3), np.uint8), patch)
    _paste(picture, black, (feet[0], feet[1] + 4))


def _paste(picture: NDArray[np.uint8], what: Cutout, feet: tuple[int, int]) -> None:
    high, wide = what.alpha.shape
    left, top = feet[0] - wide // 2, feet[1] - high
    x1, y1 = max(0, left), max(0, top)
    x2, y2 = min(picture.shape[1], left + wide), min(picture.shape[0], top + high)
    if x1 >= x2 or y1 >= y2:
        return
    inside = np.s_[y1 - top : y2 - top, x1 - left : x2 - left]
    alpha = what.alpha[inside][..., None]
    under = picture[y1:y2, x1:x2]
    picture[y1:y2, x1:x2] = (under * (1 - alpha) + what.colour[inside] * alpha).astype(np.uint8)
