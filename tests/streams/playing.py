"""A camera of 720p at 25 pictures and 4 Mbit a second, without a camera: bytes of that size."""

import os
import threading
import time
from datetime import UTC, datetime

from command_center.streams.live_feed import LiveFeed
from command_center.streams.picture_feed import Shape
from detection.boxes import Box, Track
from detection.frame import PTS_PER_S

FPS, KEYFRAME_EVERY = 25, 50
BIT_PER_S = 4_000_000
KEYFRAME_BYTES = 120_000
FRAGMENT_BYTES = (BIT_PER_S // 8 * 2 - KEYFRAME_BYTES) // (KEYFRAME_EVERY - 1)
PEOPLE = [Track(n, Box(0.1, 0.2, 0.3, 0.4), "person", 0.8) for n in range(5)]


class Playing:
    """Feeds one camera from a thread of its own; every fifth picture has boxes."""

    def __init__(self, camera_id: int) -> None:
        self._feed = LiveFeed(camera_id)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._play)

    def __enter__(self) -> "Playing":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _play(self) -> None:
        self._feed.initialise(Shape("avc1.64001f", 1280, 720), os.urandom(800))
        began_s, number = time.monotonic(), 0
        while not self._stop.wait(max(0.0, began_s + number / FPS - time.monotonic())):
            self._send(number)
            number += 1

    def _send(self, number: int) -> None:
        pts, keyframe = number * PTS_PER_S // FPS, number % KEYFRAME_EVERY == 0
        self._feed.note_time(pts, datetime.now(UTC))
        self._feed.show_state("live")
        size = KEYFRAME_BYTES if keyframe else FRAGMENT_BYTES
        self._feed.send_fragment(os.urandom(size), keyframe)
        if number % FPS == 0:
            self._feed.renew()
        if number % 5 == 0:
            self._feed.send_overlay(pts, PEOPLE)
