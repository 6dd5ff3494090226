"""Connections to Redis, one pool a process."""

from functools import cache

import redis
import redis.asyncio
from django.conf import settings

PATIENCE = {"socket_connect_timeout": 3, "health_check_interval": 30}


@cache
def client() -> "redis.Redis[bytes]":
    """For workers: safe to share between threads."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=3, health_check_interval=30
    )


def async_client() -> redis.asyncio.Redis:
    """For the relay: one a camera, closed with it."""
    return redis.asyncio.Redis.from_url(settings.REDIS_URL, **PATIENCE)
