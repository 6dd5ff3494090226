"""Which of a camera's pictures somebody watches: what nobody watches is not written."""

import threading
import time
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
        self._wanted: frozenset[str] = frozenset()
        self._looks_at_s = 0.0
        self._looking = threading.Lock()

    def of(self, camera_id: int) -> frozenset[str]:
        """As the relays said a moment ago; none while Redis is away."""
        now_s, is_new = time.monotonic(), camera_id not in self._asked_s
        self._asked_s[camera_id] = now_s
        if is_new or now_s >= self._looks_at_s:
            self._look(now_s, waits=is_new)
        return frozenset(s for s in STREAMS if FeedKeys(camera_id, s).wanted in self._wanted)

    def _look(self, now_s: float, waits: bool) -> None:
        """One looks, the others go by the last answer; only a camera that is new waits for one."""
        if not self._looking.acquire(blocking=waits):
            return
        try:
            self._looks_at_s = now_s + LOOKED_EVERY_S
            since_s, asked_s = now_s - FORGOTTEN_AFTER_S, self._asked_s.copy()
            recent = {one: at for one, at in asked_s.items() if at > since_s}
            keys = [FeedKeys(one, stream).wanted for one in recent for stream in STREAMS]
            self._asked_s = recent  # from here on others add to it
            said = self._redis.attempt(lambda redis: redis.mget(keys)) or []
            self._wanted = frozenset(key for key, told in zip(keys, said, strict=False) if told)
        finally:
            self._looking.release()


class Wanted:
    """One camera's. Its methods may be called from several threads."""

    def __init__(self, camera_id: int) -> None:
        self._camera_id = camera_id

    def streams(self) -> frozenset[str]:
        return _wishes(settings.REDIS_URL).of(self._camera_id)


@cache
def _wishes(redis_url: str) -> Wishes:
    return Wishes(spared_redis(redis_url))
