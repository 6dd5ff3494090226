"""What the browser gets is the source's own pictures, at the source's own times."""

import io
import threading
from pathlib import Path

import av
import pytest

from detection.fragments.fragmenter import Fragmenter, PassedThrough, fragmenter_for
from detection.source.live import Arrival, LiveSource
from detection.source.timeline import CLOCK
from tests.films import number_of, write_film

PICTURES = 60


def fragmented(film: Path) -> tuple[bytes, Fragmenter, dict[int, int]]:
    """The stream as a browser gets it, and pts → number of what was decoded from the source."""
    stop = threading.Event()
    source = LiveSource(str(film), stop, print)
    fragmenter: Fragmenter | None = None
    stream, shown = b"", {}
    for count, arrival in enumerate(source.arrivals()):
        if fragmenter is None:
            fragmenter = fragmenter_for(source.stream_info)
            stream = fragmenter.init_segment
        stream += b"".join(fragment.data for fragment in fragmenter.feed(arrival))
        frames = source.decode(arrival, lambda pts: True)
        shown.update({frame.pts: number_of(frame.image) for frame in frames})
        if count == PICTURES:
            stop.set()
    assert fragmenter is not None
    return stream, fragmenter, shown


def played(stream: bytes) -> dict[int, int]:
    with av.open(io.BytesIO(stream)) as container:
        return {
            round(picture.pts * container.streams.video[0].time_base / CLOCK): number_of(
                picture.to_ndarray(format="bgr24")
            )
            for picture in container.decode(video=0)
        }


@pytest.mark.parametrize(
    ("suffix", "codec", "b_frames"),
    [
        ("mp4", "libx264", 0),
        ("mp4", "libx264", 2),
        ("h264", "libx264", 0),
        ("ts", "libx264", 0),
        ("avi", "mpeg4", 0),
    ],
    ids=["avcC", "B-frames", "Annex B", "transport stream", "transcoded"],
)
def test_stream_shows_each_picture_at_the_time_of_its_source(
    tmp_path: Path, suffix: str, codec: str, b_frames: int
) -> None:
    film = write_film(tmp_path / f"film.{suffix}", PICTURES + 5, codec=codec, b_frames=b_frames)
    stream, _, shown = fragmented(film)
    received = played(stream)
    assert len(received) >= PICTURES - 3
    common = received.keys() & shown.keys()
    assert len(common) >= PICTURES - 5
    assert {pts: received[pts] for pts in common} == {pts: shown[pts] for pts in common}


def test_codec_is_named_as_the_browser_wants_it(tmp_path: Path) -> None:
    _, fragmenter, _ = fragmented(write_film(tmp_path / "film.mp4", PICTURES + 5))
    assert isinstance(fragmenter, PassedThrough)
    assert fragmenter.codec.startswith("avc1.")
    assert len(fragmenter.codec) == len("avc1.64001f")


def test_h264_is_not_encoded_again(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", 30)
    stop = threading.Event()
    source = LiveSource(str(film), stop, print)
    arrivals = source.arrivals()
    first: Arrival = next(arrivals)
    fragmenter = fragmenter_for(source.stream_info)
    assert fragmenter.feed(first) == []
    (fragment,) = fragmenter.feed(next(arrivals))
    stop.set()
    assert bytes(first.packet) in fragment.data


def test_length_that_looks_like_a_start_code_is_left_alone() -> None:
    """A packet of 256 to 511 bytes begins with 00 00 01 when its length is written in front."""
    from detection.fragments.h264 import configuration

    assert not configuration(b"\x01\x64\x00\x1f\xff").is_annex_b
