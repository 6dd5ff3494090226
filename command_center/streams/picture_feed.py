"""A camera's picture on its way to every web process, through a Redis stream, while it is wanted.

The worker keeps the present group of pictures, so that a first viewer sees something at once and
not at the next keyframe. All of it expires by itself: nothing old must be taken for live.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from redis import Redis

from command_center.streams.feed_keys import FeedKeys
from command_center.streams.message import Message, as_text
from command_center.streams.picture_clock import PictureClock
from command_center.streams.present_picture import KEPT_ENTRIES, PresentPicture
from command_center.streams.spared_redis import spared_redis
from command_center.streams.wanted import Wanted

EXPIRES_S = 60
HELD_S = 2.0
"""At least: a relay that is busy for a moment must not miss an initialisation."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a browser's decoder must know: codec as in RFC 6381, width and height in pixels."""

    codec: str
    width: int
    height: int


class PictureFeed:
    """The writing end, for one thread. Nothing that happens to Redis is raised."""

    def __init__(self, keys: FeedKeys, wanted: Wanted) -> None:
        self.wanted = wanted
        self._keys = keys
        self._redis = spared_redis(settings.REDIS_URL)
        self._clock = PictureClock()
        self._noted_pts = 0
        self._present = PresentPicture()
        self._keyframes: deque[tuple[float, bytes]] = deque()
        self._is_written = False

    def initialise(self, shape: Shape, segment: bytes) -> None:
        """A new picture begins: the next fragment starts with a keyframe."""
        self._clock = PictureClock()
        text = as_text("init", codec=shape.codec, width=shape.width, height=shape.height)
        self._send(Message("init", text, segment))

    def note_time(self, pts: int, captured_at: datetime) -> None:
        """The picture of that time (1/90000 s) came at that instant."""
        self._clock.note(pts, captured_at)
        self._noted_pts = pts

    def send_fragment(self, data: bytes, keyframe: bool) -> None:
        """moof and mdat. With a keyframe goes what the clock said at one presentation time."""
        if keyframe:
            at_ms = self._clock.at_ms(self._noted_pts)
            clock = as_text("clock", pts=self._noted_pts, at_ms=at_ms)
            self._send(Message("keyframe", clock if at_ms else None, data))
        else:
            self._send(Message("fragment", None, data))

    def _send(self, message: Message) -> None:
        self._follow_the_wish()
        self._present.remember(message)
        if self._is_written:
            self._write([message])

    def _follow_the_wish(self) -> None:
        """A first viewer is given the present picture; after the last nothing is left behind."""
        is_wanted = self._keys.which in self.wanted.streams()
        if is_wanted and not self._is_written:
            self._keyframes.clear()
            self._write(self._present.messages(), anew=True)
        elif self._is_written and not is_wanted:
            self._is_written = False
            self._redis.attempt(self._forget)

    def _write(self, messages: Sequence[Message], anew: bool = False) -> None:
        """What begins anew does so at once, or a relay would catch up with half of it."""
        answers = self._redis.attempt(lambda redis: self._add(redis, messages, anew))
        self._is_written = answers is not None
        entries = [answer for answer in answers or [] if isinstance(answer, bytes)]
        for message, entry in zip(messages, entries, strict=False):
            if message.what == "keyframe":
                self._keyframes.append((time.monotonic(), entry))

    def _add(self, redis: "Redis[bytes]", messages: Sequence[Message], anew: bool) -> list[Any]:
        batch = redis.pipeline(transaction=anew)
        if anew:
            self._forget(batch)
        for message in messages:
            batch.xadd(self._keys.stream, message.fields(), maxlen=KEPT_ENTRIES)
            if message.what == "init":
                batch.hset(self._keys.initialisation, mapping=message.fields())
            elif message.what == "keyframe":
                self._keep_the_newest(batch)
        return batch.execute()

    def _keep_the_newest(self, batch: "Redis[bytes]") -> None:
        """Two groups of pictures, where one is longer than `HELD_S`."""
        while len(self._keyframes) > 1 and time.monotonic() - self._keyframes[1][0] > HELD_S:
            self._keyframes.popleft()
            batch.xtrim(self._keys.stream, minid=self._keyframes[0][1], approximate=False)
        batch.expire(self._keys.stream, EXPIRES_S)
        batch.expire(self._keys.initialisation, EXPIRES_S)

    def _forget(self, redis: "Redis[bytes]") -> None:
        redis.delete(self._keys.stream, self._keys.initialisation)
