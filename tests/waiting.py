"""Waiting for a condition: never longer than needed, and never for ever."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")
LOOK_EVERY_S = 0.02


def wait_until(
    condition: Callable[[], Answer], within_s: float, told: Callable[[], object] = str
) -> Answer:
    """The first answer that is true; else the test fails with what `told` gives then."""
    end_s = time.monotonic() + within_s
    while not (answer := condition()):
        assert time.monotonic() < end_s, told()
        time.sleep(LOOK_EVERY_S)
    return answer
