"""How fast a model is on this machine."""

import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detection.detectors import Detector
from detection.frame import Image

PICTURE_PX = (720, 1280)
"""(height, width): what most cameras send."""

WITHIN_S = 3.0
FEWEST, MOST = 3, 100
CPU = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Speed:
    """The median of `pictures` looks at one picture each, as large as the network reads."""

    ms: float
    pictures: int
    device: str


def measure(
    detector: Detector, within_s: float = WITHIN_S, clock: Callable[[], float] = time.perf_counter
) -> Speed:
    """Some seconds. Beside other work it is slower, as it will be then."""
    picture = _noise()
    detector.detect([picture], 0.5)  # compiles what it needs for this shape
    began_s, looks_s = clock(), list[float]()
    while len(looks_s) < FEWEST or (len(looks_s) < MOST and clock() - began_s < within_s):
        look_s = clock()
        detector.detect([picture], 0.5)
        looks_s.append(clock() - look_s)
    return Speed(statistics.median(looks_s) * 1000, len(looks_s), device(detector))


def device(detector: Detector) -> str:
    """The processor's or the graphics card's own name."""
    if detector.batch > 1:  # torch, on a GPU
        import torch

        return str(torch.cuda.get_device_name())
    return _processor()


def _processor() -> str:
    if CPU.exists():
        for line in CPU.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _noise() -> Image:
    """The time does not depend on what is seen, as long as it is little."""
    return np.random.default_rng(7).integers(0, 255, (*PICTURE_PX, 3), np.uint8)
