"""Small films whose pictures say which they are."""

from pathlib import Path

import av
import numpy as np
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
        for number in range(pictures):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture(number), "rgb24")))
        container.mux(stream.encode(None))
    return path


def write_walk(path: Path, lasts_s: float = 6.0) -> Path:
    """Somebody (a dark upright shape) comes in on the left after a second and walks across."""
    width_px, height_px = 480, 360
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options=KEYFRAME_A_SECOND)
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, "yuv420p"
        for number in range(int(lasts_s * FPS)):
            rng = np.random.default_rng(number)
            image = rng.integers(96, 104, (height_px, width_px, 3), dtype=np.uint8)
            x = (number - FPS) * 3
            if x >= 0:
                image[120:240, x : x + 45] = 30
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, "rgb24")))
        container.mux(stream.encode(None))
    return path


def write_film_with_sound(path: Path, pictures: int = 50) -> Path:
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=FPS)
        video.width, video.height, video.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        sound = container.add_stream("aac", rate=48_000)
        for number in range(pictures):
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture(number), "rgb24")))
        noise = np.zeros((1, 48_000), np.float32)
        frame = av.AudioFrame.from_ndarray(noise, format="fltp", layout="mono")
        frame.sample_rate = 48_000
        container.mux(sound.encode(frame))
        container.mux(video.encode(None))
        container.mux(sound.encode(None))
    return path
