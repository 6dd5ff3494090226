"""Which of a camera's pictures somebody watches: what nobody watches is not written."""

import time

from django.conf import settings

from command_center.streams.feed_keys import STREAMS, FeedKeys
from command_center.streams.spared_redis import spared_redis

SAID_EVERY_S, HOLDS_S = 1.0, 3.5
"""A relay says it every second; one that died is forgotten soon after."""

LOOKED_EVERY_S = 0.2
"""A part of the half second in which a first viewer is to have a picture."""


class Wanted:
    """The worker's view. Its methods may be called from several threads."""

    def __init__(self, camera_id: int) -> None:
        self._keys = [FeedKeys(camera_id, which).wanted for which in STREAMS]
        self._redis = spared_redis(settings.REDIS_URL)
        self._streams: frozenset[str] = frozenset()
        self._looks_at_s = 0.0

    def streams(self) -> frozenset[str]:
        """As the relays said a moment ago; none while Redis is away."""
        if time.monotonic() >= self._looks_at_s:
            self._looks_at_s = time.monotonic() + LOOKED_EVERY_S
            said = self._redis.attempt(lambda redis: redis.mget(self._keys)) or [None, None]
            pairs = zip(STREAMS, said, strict=True)
            self._streams = frozenset(which for which, told in pairs if told)
        return self._streams
