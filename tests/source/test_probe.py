"""A camera is looked at before it is entered: what it sends, and what of it will hurt."""

import http.server
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import pytest

from detection.source.address import Cause, SourceError
from detection.source.probe import Hint, Probe, probe
from tests.films import HEIGHT_PX, WIDTH_PX, picture, write_film
from tests.rtsp import RtspServer, skip_without_gstreamer


def hints(found: Probe) -> set[Hint]:
    return set(found.hints())


def test_film_is_told_as_it_was_written(tmp_path: Path) -> None:
    found = probe(str(write_film(tmp_path / "film.mp4", pictures=100, keyframe_every=25)))
    assert (found.codec, found.width_px, found.height_px) == ("h264", WIDTH_PX, HEIGHT_PX)
    assert found.fps == pytest.approx(25, abs=0.1)
    assert found.keyframe_every_s == pytest.approx(1, abs=0.05)
    assert found.clock_offset_s is None
    assert found.picture.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert hints(found) == set()


def test_bit_rate_is_that_of_the_pictures(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", pictures=100)
    with av.open(str(film)) as container:
        size = sum(packet.size for packet in container.demux(container.streams.video[0]))
    assert probe(str(film)).bit_per_s == pytest.approx(8 * size / 4, rel=0.05)


def test_b_frames_are_no_varying_rate(tmp_path: Path) -> None:
    found = probe(str(write_film(tmp_path / "film.mp4", pictures=100, b_frames=2)))
    assert not found.rate_varies
    assert found.fps == pytest.approx(25, abs=0.2)


def test_codec_that_browsers_do_not_play_is_hinted_at(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", pictures=50, codec="libx265")
    assert Hint.TRANSCODED in hints(probe(str(film)))


def test_keyframes_that_come_seldom_are_hinted_at(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", pictures=200, keyframe_every=150)
    found = probe(str(film), for_s=8)
    assert found.keyframe_every_s == pytest.approx(6, abs=0.05)
    assert hints(found) == {Hint.KEYFRAMES_SELDOM}


def test_rate_that_varies_and_one_that_is_low_are_hinted_at(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with av.open(str(film), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"g": "4", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        at = 0
        for number in range(40):
            frame = av.VideoFrame.from_ndarray(picture(number), "rgb24")
            frame.pts, frame.time_base = at, Fraction(1, 10)
            container.mux(stream.encode(frame))
            at += 1 if number % 2 else 5
        container.mux(stream.encode(None))
    assert {Hint.RATE_VARIES, Hint.RATE_LOW} <= hints(probe(str(film)))


@pytest.mark.slow
def test_camera_is_probed_over_rtsp(tmp_path: Path) -> None:
    skip_without_gstreamer()
    with RtspServer(write_film(tmp_path / "film.mp4", pictures=250)) as server:
        found = probe(server.url, for_s=3)
    assert found.fps == pytest.approx(25, abs=1)
    assert found.clock_offset_s is None or abs(found.clock_offset_s) < 1


@pytest.fixture
def page() -> Iterator[str]:
    """A web page in the place of a camera."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = b"<!doctype html><title>NVR</title><p>Please sign in.</p>" * 20
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://admin:geheim@127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_camera_that_answers_with_a_page_is_refused_without_its_password(page: str) -> None:
    with pytest.raises(SourceError, match="not a video") as refused:
        probe(page)
    assert refused.value.cause == Cause.NOT_VIDEO
    assert "geheim" not in str(refused.value)


def test_nobody_there_is_refused() -> None:
    with pytest.raises(SourceError, match="cannot be opened") as refused:
        probe("rtsp://admin:geheim@127.0.0.1:9/live")
    assert "geheim" not in str(refused.value)


def test_film_of_one_picture_is_no_camera(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no whole picture"):
        probe(str(write_film(tmp_path / "film.mp4", pictures=1)))
