"""What no stream of pictures may do to a watchdog, however strange it is."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detection.frame import PTS_PER_S, Frame, Image
from detection.watchdog.picture_fault import PictureFault
from detection.watchdog.reference import Reference
from detection.watchdog.watchdog import Watchdog

MANY = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
STEPS_S = [0.2, 0.5, 1.0, 1.0, 1.0, 4.0, 0.0, 7.0, -3.0, -1000.0]
sizes = st.sampled_from([0, 1, 2, 7, 8, 9, 33, 90, 161, 500])


@st.composite
def images(draw: st.DrawFn) -> Image:
    shape = (draw(sizes), draw(sizes), 3)
    if draw(st.booleans()):
        return np.full(shape, draw(st.integers(0, 255)), np.uint8)
    return np.random.default_rng(draw(st.integers(0, 3))).integers(0, 256, shape, dtype=np.uint8)


streams = st.tuples(
    st.lists(images(), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(STEPS_S)), min_size=1, max_size=60),
)


@MANY
@given(stream=streams, accepts_at=st.integers(0, 60))
def test_every_picture_gets_one_condition_that_began_before_it(
    stream: tuple[list[Image], list[tuple[int, float]]], accepts_at: int
) -> None:
    shown, steps = stream
    watchdog, at_s = Watchdog(), 0.0
    for number, (which, step_s) in enumerate(steps):
        at_s += step_s
        frame = Frame(shown[which % len(shown)], round(at_s * PTS_PER_S), datetime.now(UTC))
        condition = watchdog.note(frame)
        assert condition.fault is None or condition.fault in PictureFault
        if frame.image.size:
            assert condition.since_s <= frame.pts_s
        assert (condition.fault is None) == (not condition.reason)
        assert all(np.isfinite(value) for value in condition.reason.values())
        if number == accepts_at:
            watchdog.accept()


@MANY
@given(shown=st.lists(images(), min_size=1, max_size=4), lasts_s=st.integers(1, 60))
def test_every_reference_is_the_same_after_it_was_stored(shown: list[Image], lasts_s: int) -> None:
    watchdog = Watchdog()
    for second in range(lasts_s):
        image = shown[second % len(shown)]
        watchdog.note(Frame(image, second * PTS_PER_S, datetime.now(UTC)))
    stored = watchdog.reference.to_bytes()
    again = Reference.from_bytes(stored)
    assert again.to_bytes() == stored
    assert again.is_ready == watchdog.reference.is_ready
    assert np.abs(again.edges - watchdog.reference.edges).max() < 0.005
