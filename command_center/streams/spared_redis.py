"""Redis, for those who must go on without it: analysis does not wait for browsers."""

import logging
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

ANSWERS_WITHIN_S = 0.5
TRIED_AGAIN_AFTER_S = 1.0
"""A Redis that hangs costs the thread that reads a camera a third of its time, not all of it."""

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)


class SparedRedis:
    """Safe to share between threads. What Redis does not take is let go, and said once."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=ANSWERS_WITHIN_S,
            socket_connect_timeout=ANSWERS_WITHIN_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._rests_until_s = 0.0
        self._is_away = False

    def attempt(self, work: "Callable[[redis.Redis[bytes]], Answer]") -> Answer | None:
        """None where Redis is away."""
        if time.monotonic() < self._rests_until_s:
            return None
        try:
            answer = work(self._redis)
        except (redis.RedisError, OSError) as error:
            self._lose(error)
            return None
        self._find_again()
        return answer

    def _lose(self, error: Exception) -> None:
        self._rests_until_s = time.monotonic() + TRIED_AGAIN_AFTER_S
        if not self._is_away:
            logger.warning("Redis does not answer: no live pictures until it does (%s).", error)
        self._is_away = True

    def _find_again(self) -> None:
        if self._is_away:
            logger.info("Redis answers again.")
        self._is_away = False


spared_redis = cache(SparedRedis)
"""One an address and process: an outage concerns all cameras, and is found out by one of them."""
