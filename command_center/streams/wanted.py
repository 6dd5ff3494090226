"""Which of a camera's pictures somebody watches: what nobody watches is not written."""

import threading
import time
from collections.abc import Sequence
from functools import cache

from django.conf import settings

from command_center.streams.feed_keys import STREAMS, FeedKeys
from command_center.streams.spared_redis import SparedRedis, spared_redis

SAID_EVERY_S, HOLDS_S = 1.0, 3.5
"""A relay says it every second; one that died is forgotten soon after."""

LOOKED_EVERY_S = 0.2
"""A part of the half second in which a first viewer is to have a picture."""

FORGOTTEN_AFTER_S = 30.0


class Wishes:
    """One worker's: looks up what is wanted of all its cameras with one question to Redis."""

    def __init__(self, redis: SparedRedis) -> None:
        self._redis = redis
        self._asked_s: dict[int, float] = {}
        self._wanted: dict[int, frozenset[str]] = {}
        self._looks_at_s = 0.0
        self._lock = threading.Lock()

    def of(self, camera_id: int) -> frozenset[str]:
        """As the relays said a moment ago; none while Redis is away."""
        with self._lock:
            now_s, is_new = time.monotonic(), camera_id not in self._asked_s
            self._asked_s[camera_id] = now_s
            if is_new or now_s >= self._looks_at_s:
                self._looks_at_s = now_s + LOOKED_EVERY_S
                self._look(now_s)
            return self._wanted.get(camera_id, frozenset())

    def _look(self, now_s: float) -> None:
        recent = {one: at for one, at in self._asked_s.items() if now_s - at < FORGOTTEN_AFTER_S}
        self._asked_s = recent
        keys = [FeedKeys(camera_id, which).wanted for camera_id in recent for which in STREAMS]
        said = self._redis.attempt(lambda redis: redis.mget(keys)) or [None] * len(keys)
        pairs = [said[at : at + len(STREAMS)] for at in range(0, len(said), len(STREAMS))]
        self._wanted = {one: _streams(pair) for one, pair in zip(recent, pairs, strict=True)}


class Wanted:
    """One camera's. Its methods may be called from several threads."""

    def __init__(self, camera_id: int) -> None:
        self._camera_id = camera_id

    def streams(self) -> frozenset[str]:
        return _wishes(settings.REDIS_URL).of(self._camera_id)


@cache
def _wishes(redis_url: str) -> Wishes:
    return Wishes(spared_redis(redis_url))


def _streams(said: Sequence[bytes | None]) -> frozenset[str]:
    return frozenset(which for which, told in zip(STREAMS, said, strict=True) if told)
