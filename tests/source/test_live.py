import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from detection.frame import Frame
from detection.source.address import Cause, SourceError, open_source
from detection.source.live import Arrival, LiveSource
from tests.films import FPS, number_of, write_film
from tests.http_camera import HttpCamera, write_segments
from tests.rtsp import PASSWORD, RtspServer, skip_without_gstreamer, write_certificate
from tests.waiting import wait_until

BACK_WITHIN_S = 10.0


class Camera:
    """A source read in a thread of its own, as a worker does."""

    def __init__(self, address: str) -> None:
        self.stop = threading.Event()
        self.lost: list[Cause] = []
        self.source = LiveSource(address, self.stop, self.lost.append)
        self.arrivals: list[Arrival] = []
        self.frames: list[Frame] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for arrival in self.source.arrivals():
            self.frames += self.source.decode(arrival, lambda pts: True)
            self.arrivals.append(arrival)

    def wait_for(self, count: int, within_s: float = 15.0) -> None:
        wait_until(
            lambda: len(self.arrivals) >= count,
            within_s,
            lambda: f"{len(self.arrivals)} arrivals, lost: {self.lost}",
        )

    def end(self) -> None:
        self.stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def rtsp(tmp_path: Path) -> Iterator[RtspServer]:
    skip_without_gstreamer()
    with RtspServer(write_film(tmp_path / "film.mp4", 1000)) as server:
        yield server


def test_film_in_place_of_a_camera_is_looped_without_a_break(tmp_path: Path) -> None:
    camera = Camera(str(write_film(tmp_path / "film.mp4", 20)))
    camera.wait_for(45)
    camera.end()
    numbers = [number_of(frame.image) for frame in camera.frames[:40]]
    assert numbers == [*range(20), *range(20)]
    steps = {later.pts - earlier.pts for earlier, later in itertools.pairwise(camera.arrivals)}
    assert steps == {3600}
    assert {arrival.session for arrival in camera.arrivals} == {1}


def test_film_in_place_of_a_camera_comes_at_its_own_pace(tmp_path: Path) -> None:
    camera = Camera(str(write_film(tmp_path / "film.mp4", 50)))
    camera.wait_for(26)
    camera.end()
    first, later = camera.arrivals[0], camera.arrivals[25]
    assert (later.captured_at - first.captured_at).total_seconds() == pytest.approx(1.0, abs=0.2)


def test_only_wanted_pictures_are_decoded_to_images(tmp_path: Path) -> None:
    source = LiveSource(str(write_film(tmp_path / "f.mp4", 20)), threading.Event(), print)
    frames: list[Frame] = []
    for arrival in itertools.islice(source.arrivals(), 20):
        frames += source.decode(arrival, lambda pts: pts % 18_000 < 3600)
    assert 3 <= len(frames) <= 5


def test_missing_film_is_told_and_tried_again(tmp_path: Path) -> None:
    film = tmp_path / "later.mp4"
    camera = Camera(str(film))
    write_film(tmp_path / "made.mp4", 20).rename(film)
    camera.wait_for(5)
    camera.end()


def test_source_that_cannot_be_opened_stops_when_told(tmp_path: Path) -> None:
    camera = Camera(str(tmp_path / "never.mp4"))
    camera.end()
    assert set(camera.lost) <= {Cause.NOT_FOUND}


@pytest.mark.slow
def test_rtsp_camera_gives_the_pictures_of_its_film(rtsp: RtspServer) -> None:
    camera = Camera(rtsp.url)
    camera.wait_for(50)
    camera.end()
    numbers = [number_of(frame.image) for frame in camera.frames[:40]]
    assert numbers == list(range(numbers[0], numbers[0] + 40))


@pytest.mark.slow
def test_rtsp_camera_comes_back_after_its_server_was_killed(rtsp: RtspServer) -> None:
    camera = Camera(rtsp.url)
    camera.wait_for(25)
    rtsp.kill()
    killed_with = len(camera.arrivals)
    rtsp.start()
    camera.wait_for(killed_with + 50, within_s=BACK_WITHIN_S)
    camera.end()
    assert camera.arrivals[-1].session > camera.arrivals[0].session
    assert camera.lost
    times = [arrival.packet.dts for arrival in camera.arrivals]
    assert times == sorted(set(times))


@pytest.fixture
def rtsps(tmp_path: Path) -> Iterator[RtspServer]:
    skip_without_gstreamer()
    film = write_film(tmp_path / "film.mp4", 500)
    with RtspServer(film, write_certificate(tmp_path)) as server:
        yield server


def test_rtsps_camera_gives_its_pictures_to_who_knows_its_password(rtsps: RtspServer) -> None:
    camera = Camera(rtsps.url)
    camera.wait_for(30)
    camera.end()
    assert camera.lost == []


def test_rtsps_camera_gives_nothing_for_a_wrong_password(rtsps: RtspServer) -> None:
    with pytest.raises(SourceError, match="401 Unauthorized") as refused:
        open_source(rtsps.url.replace(PASSWORD, "wrong"))
    assert refused.value.cause == Cause.UNREACHABLE
    assert "wrong" not in str(refused.value)


@pytest.fixture
def http(tmp_path: Path) -> Iterator[HttpCamera]:
    film = write_film(tmp_path / "film.mp4", 40 * FPS)
    assert write_segments(film, tmp_path) == 10
    server = HttpCamera(tmp_path)
    yield server
    server.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["live.m3u8", "film.mp4"])
def test_camera_over_http_comes_evenly_and_is_not_lost(http: HttpCamera, name: str) -> None:
    camera = Camera(http.url(name))
    camera.wait_for(1)
    camera.wait_for(14 * FPS, within_s=20)
    camera.end()
    times = [arrival.captured_at for arrival in camera.arrivals]
    longest_s = max((b - a).total_seconds() for a, b in itertools.pairwise(times))
    assert longest_s < 1
    assert (times[-1] - times[0]).total_seconds() == pytest.approx(14, abs=1)
    assert camera.lost == []
    numbers = [number_of(frame.image) for frame in camera.frames]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
