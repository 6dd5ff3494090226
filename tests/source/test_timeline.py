import itertools
from fractions import Fraction

import av
import pytest

from detection.source.timeline import CLOCK, LARGEST_STEP, Timeline

MS = Fraction(1, 1000)


def packet(dts: int | None, pts: int | None = None) -> av.Packet:
    made = av.Packet(b"x")
    made.time_base = MS
    made.dts, made.pts = dts, dts if pts is None else pts
    return made


def placed(timeline: Timeline, given: av.Packet) -> av.Packet:
    timeline.place(given)
    return given


def test_timeline_keeps_the_steps_of_the_source() -> None:
    timeline = Timeline()
    times = [placed(timeline, packet(5000 + 40 * n)).dts for n in range(4)]
    assert [later - earlier for earlier, later in itertools.pairwise(times)] == [3600] * 3


def test_timeline_gives_times_in_the_clock_of_the_browser() -> None:
    assert placed(Timeline(), packet(0)).time_base == CLOCK


@pytest.mark.parametrize("later_ms", [0, -70_000, 3_600_000], ids=["loop", "back", "an hour on"])
def test_timeline_goes_on_after_a_reconnection(later_ms: int) -> None:
    timeline = Timeline()
    for n in range(3):
        last = placed(timeline, packet(40 * n)).dts
    timeline.rejoin()
    assert placed(timeline, packet(later_ms)).dts == last + 3600


@pytest.mark.parametrize("jump_ms", [-5_000, 600_000], ids=["back", "far on"])
def test_timeline_survives_a_clock_that_jumps(jump_ms: int) -> None:
    timeline = Timeline()
    times = [placed(timeline, packet(40 * n)).dts for n in range(3)]
    times += [placed(timeline, packet(80 + jump_ms + 40 * n)).dts for n in range(3)]
    assert times == sorted(set(times))
    assert times[-1] - times[0] < LARGEST_STEP


def test_timeline_parts_two_packets_of_one_time() -> None:
    timeline = Timeline()
    first = placed(timeline, packet(0)).dts
    assert placed(timeline, packet(0)).dts == first + 1
    assert placed(timeline, packet(40)).dts == first + 3600


def test_timeline_makes_up_times_that_are_missing() -> None:
    timeline = Timeline()
    times = [placed(timeline, packet(40 * n)).dts for n in range(2)]
    times += [placed(timeline, packet(None)).dts for _ in range(3)]
    assert times == sorted(set(times))


def test_timeline_keeps_the_order_of_showing() -> None:
    timeline = Timeline()
    given = [packet(0, 80), packet(40, 200), packet(80, 120), packet(120, 160)]
    shown = [placed(timeline, one).pts for one in given]
    assert [s - shown[0] for s in shown] == [0, 10800, 3600, 7200]


@pytest.mark.parametrize("second_ms", [5, 26, 4000])
def test_timeline_begins_with_a_packet_without_times(second_ms: int) -> None:
    """As FFmpeg gives it over RTSP, at the start and after a reconnection."""
    timeline, times = Timeline(), []
    for _ in range(2):
        timeline.rejoin()
        without = packet(None)
        times += [placed(timeline, one) for one in (without, packet(second_ms))]
        times += [placed(timeline, packet(second_ms + 40))]
    shown = [one.pts for one in times]
    assert [later - one for one, later in itertools.pairwise(shown)] == [3600] * 5
    assert shown == [one.dts for one in times]
