"""Moments are drawn without choice: uniform, reproducible, each minute at most once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from command_center.evaluation.moments import MINUTES, moments

HOUR_AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(SEEDS, st.integers(1, 10**9), st.integers(0, 12))
def test_draw_is_the_same_again_and_within_its_hour(seed: str, camera: int, count: int) -> None:
    drawn = moments(seed, camera, HOUR_AT, count)
    assert drawn == moments(seed, camera, HOUR_AT, count) == sorted(drawn)
    assert len({at.minute for at in drawn}) == len(drawn) == count
    assert all(HOUR_AT <= at < HOUR_AT + timedelta(hours=1) for at in drawn)


@given(SEEDS, st.integers(1, 10**9), st.integers(1, 11))
def test_one_moment_more_leaves_the_others_where_they_were(
    seed: str, camera: int, count: int
) -> None:
    fewer, more = (moments(seed, camera, HOUR_AT, one) for one in (count, count + 1))
    assert set(fewer) < set(more)


def test_draw_can_be_made_again_by_hand() -> None:
    """As docs/evaluation.md says it: nothing of ours is needed."""
    texts = {minute: f"seed/7/{int(HOUR_AT.timestamp())}/{minute}" for minute in range(MINUTES)}
    digests = {minute: sha256(text.encode()).hexdigest() for minute, text in texts.items()}
    lowest = min(digests, key=lambda minute: digests[minute])
    second = int(digests[lowest][-8:], 16) % 60
    expected = HOUR_AT + timedelta(minutes=lowest, seconds=second)
    assert moments("seed", 7, HOUR_AT, 1) == [expected]


def test_every_minute_and_every_second_is_as_likely() -> None:
    drawn = [
        at
        for camera in range(1500)
        for at in moments(f"{camera:032x}", camera % 40, HOUR_AT + timedelta(hours=camera), 4)
    ]
    for part in ("minute", "second"):
        seen = Counter(getattr(at, part) for at in drawn)
        assert chisquare([seen[one] for one in range(60)]).pvalue > 0.001


def test_cameras_and_hours_draw_apart() -> None:
    draws = {
        tuple(at.minute for at in moments("seed", camera, HOUR_AT + timedelta(hours=hour), 4))
        for camera in range(10)
        for hour in range(10)
    }
    assert len(draws) == 100
