"""What a camera costs is measured, and adds up to what its worker uses."""

import threading
import time

import pytest

from command_center.streams.cost import CostMeter


def work(meter: CostMeter, camera_id: int, for_s: float) -> None:
    meter.note(camera_id)
    until_s = time.thread_time() + for_s
    while time.thread_time() < until_s:
        pass
    meter.note(camera_id)


def in_a_thread(meter: CostMeter, camera_id: int, for_s: float) -> None:
    thread = threading.Thread(target=work, args=(meter, camera_id, for_s))
    thread.start()
    thread.join()


def test_camera_that_takes_twice_as_long_costs_twice_as_much() -> None:
    meter = CostMeter()
    meter.cores(1), meter.cores(2)
    in_a_thread(meter, 1, 0.1)
    in_a_thread(meter, 2, 0.2)
    cheap, dear = meter.cores(1), meter.cores(2)
    assert dear / cheap == pytest.approx(2, rel=0.3)


def test_what_was_asked_once_is_not_counted_again() -> None:
    meter = CostMeter()
    in_a_thread(meter, 1, 0.05)
    assert meter.cores(1) > 0
    assert meter.cores(1) == 0


def test_camera_that_nobody_has_noted_costs_nothing() -> None:
    assert CostMeter().cores(7) == 0
