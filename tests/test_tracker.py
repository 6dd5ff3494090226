import pytest

from detection.boxes import Box, Detection, Track
from detection.tracker import Tracker


def walker(x: float, y: float = 0.5, confidence: float = 0.7) -> Detection:
    return Detection(Box(x, y, x + 0.05, y + 0.2), "person", confidence)


def follow(looks: list[list[Detection]], fps: float = 5.0) -> list[tuple[Track, ...]]:
    tracker = Tracker()
    return [tracker.update(look, n / fps) for n, look in enumerate(looks)]


@pytest.mark.parametrize("fps", [2, 5, 10, 25])
def test_walker_keeps_one_number_at_any_rate(fps: float) -> None:
    seen = follow([[walker(0.05 * n / fps)] for n in range(round(8 * fps))], fps)
    assert {track.id for tracks in seen for track in tracks} == {1}


def test_two_walkers_who_pass_are_two() -> None:
    seen = follow([[walker(0.02 * n, 0.3), walker(0.9 - 0.02 * n, 0.6)] for n in range(40)])
    assert {len(tracks) for tracks in seen[2:]} == {2}
    assert {track.id for tracks in seen for track in tracks} == {1, 2}


def test_walker_who_is_hidden_for_a_second_is_the_same() -> None:
    looks = [[walker(0.01 * n)] if not 15 <= n < 20 else [] for n in range(40)]
    assert {track.id for tracks in follow(looks) for track in tracks} == {1}


def test_one_false_detection_is_no_track() -> None:
    assert not any(follow([[], [], [walker(0.5)], [], [], []]))


def test_clock_that_steps_back_stops_nothing() -> None:
    tracker = Tracker()
    seen = [tracker.update([walker(0.3)], second) for second in (0, 0.2, 0.4, 0.1, 0.1, 0.6, 0.8)]
    assert len(seen[-1]) == 1
