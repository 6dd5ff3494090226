"""Cameras whose pictures say their number, in the real live feed: a process of its own.

    python -m tests.bench.numbered_feed CAMERA…      (REDIS_URL says where to)

Each camera sends 25 pictures a second of 320 × 180 that somebody looks at, encoded once and passed
on as a worker passes them on. Into each picture its number is burnt, and each has a box whose track
is that number: a browser can tell whether a box lies on its own picture.
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import av
import django
import numpy as np
from numpy.typing import NDArray

FPS, TICKS = 25, 90_000 // 25
WIDTH_PX, HEIGHT_PX = 320, 180
BITS, STRIP_PX = 10, 48
"""The number as ten blocks, black or white, along the top."""

PICTURES = 1000
"""After so many the film begins again, and so do the numbers."""


@dataclass(frozen=True, slots=True)
class Film:
    codec: str
    initial: bytes
    samples: Sequence[tuple[bytes, bool]]
    """Of each picture: its bytes, and whether it is a keyframe."""


def numbered(number: int) -> NDArray[np.uint8]:
    """With the grain of a sensor, and something that moves."""
    grain = np.random.default_rng(number).integers(84, 96, (HEIGHT_PX, WIDTH_PX, 1), np.uint8)
    image = np.repeat(grain, 3, axis=2)
    wide = WIDTH_PX // BITS
    for bit in range(BITS):
        image[:STRIP_PX, bit * wide : (bit + 1) * wide] = 255 if number >> bit & 1 else 0
    x = number * 3 % (WIDTH_PX - 30)
    image[90:150, x : x + 30] = 30
    return image


def film() -> Film:
    from detection.fragments import isobmff
    from detection.fragments.h264 import configuration

    path = Path(tempfile.mkdtemp(prefix="vigie-numbered-")) / "numbered.mp4"
    options = {"g": str(FPS), "bf": "0", "sc_threshold": "0", "preset": "veryfast"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        for number in range(PICTURES):
            picture = av.VideoFrame.from_ndarray(numbered(number), "rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    with av.open(str(path)) as container:
        config = configuration(container.streams.video[0].codec_context.extradata or b"")
        packets = [one for one in container.demux(video=0) if one.size]
        samples = [(bytes(one), one.is_keyframe) for one in packets]
    initial = isobmff.initialisation(WIDTH_PX, HEIGHT_PX, config.avcc)
    return Film(config.codec, initial, samples)


def play(cameras: Sequence[int]) -> None:
    """Until it is killed."""
    from command_center.streams.live_feed import LiveFeed
    from command_center.streams.picture_feed import Shape

    shown, feeds = film(), [LiveFeed(camera) for camera in cameras]
    for feed in feeds:
        feed.initialise(Shape(shown.codec, WIDTH_PX, HEIGHT_PX), shown.initial)
        feed.show_state("live")
    print("plays", flush=True)
    began_s, number = time.monotonic(), 0
    while True:
        time.sleep(max(0.0, began_s + number / FPS - time.monotonic()))
        _send(feeds, shown, number)
        number += 1


def _send(feeds: Sequence["object"], shown: Film, number: int) -> None:
    from command_center.streams.live_feed import LiveFeed
    from detection.boxes import Box, Track
    from detection.fragments import isobmff

    sample, is_keyframe = shown.samples[number % PICTURES]
    pts, now = number * TICKS, datetime.now(UTC)
    data = isobmff.fragment(number + 1, pts, pts, TICKS, is_keyframe, sample)
    left = number % PICTURES * 3 % (WIDTH_PX - 30) / WIDTH_PX
    box = Box(left, 0.5, left + 30 / WIDTH_PX, 0.83)
    found = [Track(number % PICTURES, box, "person", 0.9)]
    for feed in feeds:
        assert isinstance(feed, LiveFeed)
        feed.note_time(pts, now)
        feed.send_fragment(data, is_keyframe)
        feed.send_overlay(pts, found)
        if number % FPS == 0:
            feed.renew()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command_center.settings")
    django.setup()
    play([int(word) for word in sys.argv[1:]])
