import threading
from pathlib import Path

import numpy as np
import pytest

from detection.detectors.opencv import Opencv
from tests.films import walk_picture


def watched(xs: list[int | None]) -> list[int]:
    detector = Opencv(Path())
    return [len(detector.detect([walk_picture(x, n)], 0.3)[0]) for n, x in enumerate(xs)]


def test_someone_who_walks_is_found() -> None:
    counts = watched([None] * 10 + [20 * n for n in range(20)])
    assert counts[:10] == [0] * 10
    assert sum(counts[10:]) >= 18
    assert max(counts) == 1


def test_person_is_found_at_the_right_place() -> None:
    detector = Opencv(Path())
    for n in range(10):
        detector.detect([walk_picture(None, n)], 0.3)
    ((found,),) = detector.detect([walk_picture(200, 11)], 0.3)
    assert found.label == "person"
    assert found.box.left * 480 == pytest.approx(200, abs=8)
    assert found.box.bottom * 360 == pytest.approx(240, abs=8)


def test_light_that_is_switched_on_is_nobody() -> None:
    detector = Opencv(Path())
    for n in range(10):
        detector.detect([walk_picture(None, n)], 0.3)
    bright = np.clip(walk_picture(None, 11).astype(int) + 90, 0, 255).astype(np.uint8)
    assert detector.detect([bright], 0.3) == [[]]


def test_two_cameras_in_two_threads_do_not_mix() -> None:
    detector, counts = Opencv(Path()), {}

    def watch(name: str, shift: int) -> None:
        images = [walk_picture(None, n) + np.uint8(shift) for n in range(12)]
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
        detector.detect([walk_picture(None, n)], 0.3)
    assert detector.detect([walk_picture(None, 3)[:200]], 0.3) == [[]]
