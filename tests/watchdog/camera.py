"""A camera that shows real footage, over and over, and whose clock goes on."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from detection.frame import PTS_PER_S, Frame, Image
from detection.source.recording import Recording
from detection.watchdog.condition import Condition
from detection.watchdog.watchdog import Watchdog
from tests.watchdog.alterations import Alteration

PER_S = 4.0
LEARNT_S = 45.0
AT = datetime(2026, 5, 1, tzinfo=UTC)


LARGEST_PX = 640
"""The watchdog looks at less; what is altered, and looked at again and again, need not be more."""


@lru_cache(maxsize=4)
def pictures(path: Path, most: int) -> tuple[Image, ...]:
    """At most so many, evenly over the clip."""
    all_s = Recording(path, 1.0).duration_s
    recording = Recording(path, min(PER_S, most / max(1.0, all_s)))
    return tuple(_reduced(frame.image) for frame in islice(recording, most))


def _reduced(image: Image) -> Image:
    height_px, width_px = image.shape[:2]
    scale = min(1.0, LARGEST_PX / width_px)
    size = (round(width_px * scale), round(height_px * scale))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


class Camera:
    def __init__(self, images: Sequence[Image], watchdog: Watchdog | None = None) -> None:
        self.images = list(images)
        self.watchdog = watchdog or Watchdog()
        self.at_s = 0.0

    def shows(self, lasts_s: float, altered: Alteration | None = None) -> list[Condition]:
        images = self.images
        if altered is not None:
            images = [altered(image, number) for number, image in enumerate(images)]
        return self.shows_these(lasts_s, images)

    def shows_these(self, lasts_s: float, images: Sequence[Image]) -> list[Condition]:
        told = []
        for number in range(round(lasts_s * PER_S)):
            self.at_s += 1 / PER_S
            told.append(self.note(images[number % len(images)]))
        return told

    def note(self, image: Image) -> Condition:
        return self.watchdog.note(Frame(image, round(self.at_s * PTS_PER_S), AT))


def faults(told: Sequence[Condition]) -> list[str]:
    """In order; a good picture is an empty one."""
    names = [str(one.fault or "") for one in told]
    return [name for i, name in enumerate(names) if i == 0 or name != names[i - 1]]
