"""Small films whose pictures say which they are."""

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

WIDTH_PX, HEIGHT_PX, FPS = 192, 108, 25
KEYFRAME_A_SECOND = {"g": str(FPS), "bf": "0", "sc_threshold": "0"}
BITS = 10
"""Each picture carries its number in ten blocks of black or white along its top."""


def picture(number: int) -> NDArray[np.uint8]:
    image = np.full((HEIGHT_PX, WIDTH_PX, 3), 90, np.uint8)
    for bit in range(BITS):
        image[:32, bit * 16 : bit * 16 + 16] = 255 if number >> bit & 1 else 0
    return image


def number_of(image: NDArray[np.uint8]) -> int:
    return sum(1 << bit for bit in range(BITS) if image[16, bit * 16 + 8].mean() > 128)


def walk_picture(x: int | None, seed: int) -> NDArray[np.uint8]:
    """480 x 360 px: a tiled place with the grain of a sensor, and somebody upright at `x`."""
    image = np.random.default_rng(seed).integers(96, 104, (360, 480, 3), dtype=np.uint8)
    image[::40], image[:, ::60] = 60, 60
    if x is not None:
        image[120:240, x : x + 45] = 30
    return image


def write_film(
    path: Path,
    pictures: int = 50,
    codec: str = "libx264",
    b_frames: int = 0,
    keyframe_every: int = 25,
) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.codec_context.gop_size = keyframe_every
        stream.codec_context.max_b_frames = b_frames
        _encode(container, stream, map(picture, range(pictures)))
    return path


def write_walk(path: Path, lasts_s: float = 6.0, times: int = 1) -> Path:
    """Somebody comes in on the left after a second and walks across; a keyframe a second."""
    count = int(lasts_s * FPS)
    steps = ((number, (number % count - FPS) * 3) for number in range(times * count))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options=KEYFRAME_A_SECOND)
        stream.width, stream.height, stream.pix_fmt = 480, 360, "yuv420p"
        images = (walk_picture(x if x >= 0 else None, number) for number, x in steps)
        _encode(container, stream, images)
    return path


def _encode(
    container: OutputContainer, stream: VideoStream, images: Iterable[NDArray[np.uint8]]
) -> None:
    for image in images:
        container.mux(stream.encode(av.VideoFrame.from_ndarray(image, "rgb24")))
    container.mux(stream.encode(None))


def write_film_with_sound(path: Path, pictures: int = 50) -> Path:
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=FPS)
        video.width, video.height, video.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        sound = container.add_stream("aac", rate=48_000)
        _encode(container, video, map(picture, range(pictures)))
        noise = np.zeros((1, 48_000), np.float32)
        frame = av.AudioFrame.from_ndarray(noise, format="fltp", layout="mono")
        frame.sample_rate = 48_000
        container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    return path
