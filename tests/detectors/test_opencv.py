import threading
from pathlib import Path

import numpy as np
import pytest

from detection.detectors.opencv import Opencv
from detection.frame import Image


def scene(x: int | None, seed: int) -> Image:
    """A grey place with the grain of a sensor, and somebody at `x`."""
    image = np.random.default_rng(seed).integers(96, 104, (360, 480, 3), dtype=np.uint8)
    if x is not None:
        image[120:240, x : x + 45] = 30
    return image


def watched(xs: list[int | None]) -> list[int]:
    detector = Opencv(Path())
    return [len(detector.detect([scene(x, n)], 0.3)[0]) for n, x in enumerate(xs)]


def test_someone_who_walks_is_found() -> None:
    counts = watched([None] * 10 + [20 * n for n in range(20)])
    assert counts[:10] == [0] * 10
    assert sum(counts[10:]) >= 18
    assert max(counts) == 1


def test_person_is_found_at_the_right_place() -> None:
    detector = Opencv(Path())
    for n in range(10):
        detector.detect([scene(None, n)], 0.3)
    ((found,),) = detector.detect([scene(200, 11)], 0.3)
    assert found.label == "person"
    assert found.box.left * 480 == pytest.approx(200, abs=8)
    assert found.box.bottom * 360 == pytest.approx(240, abs=8)


def test_light_that_is_switched_on_is_nobody() -> None:
    detector = Opencv(Path())
    for n in range(10):
        detector.detect([scene(None, n)], 0.3)
    bright = np.clip(scene(None, 11).astype(int) + 90, 0, 255).astype(np.uint8)
    assert detector.detect([bright], 0.3) == [[]]


def test_two_cameras_in_two_threads_do_not_mix() -> None:
    detector, counts = Opencv(Path()), {}

    def watch(name: str, shift: int) -> None:
        images = [scene(None, n) + np.uint8(shift) for n in range(12)]
        counts[name] = sum(len(detector.detect([image], 0.3)[0]) for image in images)

    threads = [threading.Thread(target=watch, args=(str(s), s)) for s in (0, 60, 120)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == {"0": 0, "60": 0, "120": 0}


def test_camera_that_changes_its_size_starts_anew() -> None:
    detector = Opencv(Path())
    for n in range(10):
        detector.detect([scene(None, n)], 0.3)
    assert detector.detect([scene(None, 3)[:200]], 0.3) == [[]]
