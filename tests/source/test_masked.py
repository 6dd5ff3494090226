"""A masked source: neither its packets nor its frames hold what is masked."""

import threading
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext

from detection.frame import Frame, Image
from detection.masks import Masks
from detection.source.live import Arrival, LiveSource, StreamInfo
from tests.films import number_of, write_film
from tests.rtsp import RtspServer, skip_without_gstreamer

LOWER_BITS = [(0.0, 0.0), (0.41, 0.0), (0.41, 0.4), (0.0, 0.4)]
"""Over the blocks of the first five bits of the number that each picture carries."""

UNMASKED, MASKED = slice(84, 160), slice(0, 76)


def read(
    address: str, masks: Masks | None, count: int
) -> tuple[StreamInfo, list[Arrival], list[Frame]]:
    stop = threading.Event()
    source = LiveSource(address, stop, lambda cause: None, masks)
    arrivals, frames = [], []
    for arrival in source.arrivals():
        arrivals.append(arrival)
        frames += source.decode(arrival, lambda pts: True)
        if len(arrivals) == count:
            break
    info = source.stream_info
    stop.set()
    return info, arrivals, frames


def decoded(info: StreamInfo, arrivals: list[Arrival]) -> list[Image]:
    """What somebody sees who has the packets and nothing else."""
    decoder = av.CodecContext.create(info.codec, "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata = info.extradata
    pictures = [p for arrival in arrivals for p in decoder.decode(arrival.packet)]
    return [np.asarray(p.to_ndarray(format="bgr24"), np.uint8) for p in pictures]


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
@pytest.mark.parametrize("b_frames", [0, 2])
def test_mask_is_black_in_every_packet_and_every_frame(
    tmp_path: Path, codec: str, b_frames: int
) -> None:
    film = str(write_film(tmp_path / "film.mp4", 40, codec, b_frames))
    _info, _arrivals, plain = read(film, None, 40)
    assert max(frame.image[:32, MASKED].max() for frame in plain) > 200  # it could leak
    info, arrivals, frames = read(film, Masks([LOWER_BITS]), 40)
    pictures = decoded(info, arrivals)
    assert info.codec == "h264"
    assert len(pictures) >= 39
    for image in [*pictures, *(frame.image for frame in frames)]:
        assert image[:32, MASKED].max() <= 8
    assert {number_of(image) for image in pictures} == {0, 32}  # upper bits are still there


def test_each_picture_keeps_its_times(tmp_path: Path) -> None:
    film = str(write_film(tmp_path / "film.mp4", 40, b_frames=2))
    _info, plain, _frames = read(film, None, 30)
    _info, masked, frames = read(film, Masks([LOWER_BITS]), 30)
    shown = sorted(arrival.pts for arrival in plain)
    assert [arrival.pts for arrival in masked[:25]] == shown[:25]
    assert [frame.pts for frame in frames] == [arrival.pts for arrival in masked]
    assert all(arrival.packet.dts == arrival.packet.pts for arrival in masked)
    assert masked[0].keyframe


def test_camera_on_the_network_is_masked_from_its_first_picture(tmp_path: Path) -> None:
    skip_without_gstreamer()
    with RtspServer(write_film(tmp_path / "film.mp4", 1000)) as server:
        info, arrivals, frames = read(server.url, Masks([LOWER_BITS]), 30)
    for image in [*decoded(info, arrivals), *(frame.image for frame in frames)]:
        assert image[:32, MASKED].max() <= 8
    assert {number_of(image) & 0b11111 for image in decoded(info, arrivals)} == {0}
