"""Which operators have a page open, and when each did something last: told by their pages.

In Redis, since it is worth nothing a minute later. When Redis began anew, what was told before is
not known: for `KNOWN_AFTER` nobody is missed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from command_center.streams.redis_client import client

AWAKE, SINCE = "desk:awake", "desk:awake:since"
TOLD_EVERY = timedelta(seconds=60)
GONE_AFTER = timedelta(seconds=150)
"""Two words of a page may be lost."""

FORGOTTEN_AFTER = timedelta(hours=4)
"""Longer than any check of a desk looks back."""


@dataclass(frozen=True, slots=True)
class Awake:
    """One operator's pages, whichever of them told last."""

    page_at: datetime
    input_at: datetime


def tell_awake(agent: int, *, has_input: bool, now: datetime | None = None) -> None:
    """Raises `redis.RedisError`. A page that is opened is an input."""
    now = now or timezone.now()
    known = awake().get(agent)
    is_new = known is None or now - known.page_at > GONE_AFTER
    input_at = now if has_input or is_new or known is None else known.input_at
    told = json.dumps([now.timestamp(), input_at.timestamp()])
    client().hset(AWAKE, str(agent), told)
    client().expire(AWAKE, FORGOTTEN_AFTER)


def awake() -> Mapping[int, Awake]:
    """Of all that were ever told, since Redis runs. Raises `redis.RedisError`."""
    found = client().hgetall(AWAKE)
    return {int(agent): _read(told) for agent, told in found.items()}


def known_since(now: datetime) -> datetime:
    """Since when what is told is kept without a break. Raises `redis.RedisError`."""
    client().set(SINCE, str(now.timestamp()), nx=True)
    told = client().get(SINCE)
    return now if told is None else _at(float(told))


def _read(told: bytes | str) -> Awake:
    page_s, input_s = json.loads(told)
    return Awake(_at(page_s), _at(input_s))


def _at(second: float) -> datetime:
    return datetime.fromtimestamp(second, UTC)
