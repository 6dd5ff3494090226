"""The clock of a camera against the server's, told by real RTCP sender reports."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tests.rtsp
from detection.source.camera_clock import EARLIEST, KEPT, CameraClock, camera_time
from detection.source.live import LiveSource
from tests.films import write_film
from tests.rtsp import PYTHON, RtspServer, skip_without_gstreamer
from tests.waiting import wait_until

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
HOUR_S = 3600.0
TOLD_WITHIN_S = 20.0

SHIFTED = """#!/bin/sh
export LD_PRELOAD={library} FAKETIME_TIMESTAMP_FILE={clock} FAKETIME_NO_CACHE=1
export FAKETIME_DONT_FAKE_MONOTONIC=1
exec {python} "$@"
"""


class Watched:
    """A camera whose packets are read in a thread, as a worker does."""

    def __init__(self, address: str) -> None:
        self._stop = threading.Event()
        self.source = LiveSource(address, self._stop, print)
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> LiveSource:
        self._thread.start()
        return self.source

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def _read(self) -> None:
        for _ in self.source.arrivals():
            pass


@pytest.fixture
def film(tmp_path: Path) -> Path:
    skip_without_gstreamer()
    return write_film(tmp_path / "film.mp4", 1000)


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that says how far the clock of the next RTSP server is ahead, as `+3600`."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("no libfaketime here: apt-get install faketime, or no clock can be shifted")
    file, python = tmp_path / "clock", tmp_path / "shifted_python"
    python.write_text(SHIFTED.format(library=library, clock=file, python=PYTHON))
    python.chmod(0o755)
    monkeypatch.setattr(tests.rtsp, "PYTHON", str(python))
    return file


def set_clock(file: Path, ahead_s: float) -> None:
    """At once: the server may read it at any time."""
    (new := file.with_suffix(".new")).write_text(f"{ahead_s:+.0f}")
    new.replace(file)


def wait_for(source: LiveSource, expected_s: float) -> None:
    def is_there() -> bool:
        offset_s = source.clock_offset_s
        return offset_s is not None and abs(offset_s - expected_s) < 0.5

    wait_until(is_there, TOLD_WITHIN_S, lambda: f"the offset is {source.clock_offset_s}")


def test_right_clock_has_no_offset(film: Path) -> None:
    with RtspServer(film) as server, Watched(server.url) as source:
        assert source.clock_offset_s is None
        wait_for(source, 0.0)


@pytest.mark.slow
def test_clock_that_is_wrong_and_is_then_set_right(film: Path, clock: Path) -> None:
    set_clock(clock, HOUR_S)
    with RtspServer(film) as server, Watched(server.url) as source:
        wait_for(source, HOUR_S)
        set_clock(clock, 0)
        wait_for(source, 0.0)


def test_clock_that_was_never_set_tells_nothing(film: Path, clock: Path) -> None:
    set_clock(clock, (datetime(1990, 1, 1, tzinfo=UTC) - datetime.now(UTC)).total_seconds())
    with RtspServer(film) as server:
        stop = threading.Event()
        arrivals = LiveSource(server.url, stop, print).arrivals()
        packet = next(a.packet for a in arrivals if a.packet.has_sidedata("prft"))
        assert camera_time(packet) is None
        stop.set()
        arrivals.close()  # type: ignore[attr-defined]


def test_film_in_place_of_a_camera_tells_no_time(tmp_path: Path) -> None:
    source = LiveSource(str(write_film(tmp_path / "film.mp4", 30)), threading.Event(), print)
    arrivals = source.arrivals()
    assert camera_time(next(arrivals).packet) is None
    assert source.clock_offset_s is None


def packets(clock: CameraClock, from_s: float, to_s: float, offset_s: float | None) -> None:
    """25 a second; the network holds every seventh back by 0.4 s."""
    for number in range(round(from_s * 25), round(to_s * 25)):
        at = NOW + timedelta(seconds=number / 25)
        told_at = None if offset_s is None else at + timedelta(seconds=offset_s)
        clock.take(at + timedelta(seconds=0.4 if number % 7 == 0 else 0), told_at)


@pytest.fixture
def steady() -> CameraClock:
    clock = CameraClock()
    packets(clock, 0, 40, -2.0)
    return clock


def test_offset_is_the_median(steady: CameraClock) -> None:
    assert steady.offset_s == pytest.approx(-2.0, abs=0.05)


@pytest.mark.parametrize("days", [-300, 300])
def test_one_packet_with_another_time_changes_nothing(steady: CameraClock, days: int) -> None:
    steady.take(NOW + timedelta(seconds=41), NOW + timedelta(days=days))
    packets(steady, 42, 45, -2.0)
    assert steady.offset_s == pytest.approx(-2.0, abs=0.05)


@pytest.mark.parametrize("jump_to_s", [HOUR_S, -HOUR_S, 0.0])
def test_jump_is_recognised_within_five_seconds(steady: CameraClock, jump_to_s: float) -> None:
    packets(steady, 40, 45, jump_to_s)
    assert steady.offset_s == pytest.approx(jump_to_s, abs=0.5)


def test_camera_that_tells_no_more_is_forgotten(steady: CameraClock) -> None:
    packets(steady, 40, 60, None)
    assert steady.offset_s is not None
    packets(steady, 60, 41 + KEPT.total_seconds(), None)
    assert steady.offset_s is None


def test_server_that_is_set_back_does_not_keep_the_old_offset(steady: CameraClock) -> None:
    packets(steady, -HOUR_S, -HOUR_S + 2, HOUR_S)
    assert steady.offset_s == pytest.approx(HOUR_S, abs=0.5)


def test_absurd_time_is_none() -> None:
    clock = CameraClock()
    clock.take(NOW, EARLIEST - timedelta(seconds=1))
    assert clock.offset_s is None
