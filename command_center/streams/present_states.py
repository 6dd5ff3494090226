"""Each camera's state as its watcher told it last, for pages that show many cameras."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from command_center.streams.feed_keys import FeedKeys
from command_center.streams.spared_redis import spared_redis


@dataclass(frozen=True, slots=True)
class State:
    """As it was told last; nobody tells that of a camera which nobody watches."""

    state: str
    reason: str = ""
    since: datetime | None = None


UNWATCHED = State("offline", "unwatched")
UNKNOWN = State("unknown")


def states(camera_ids: Iterable[int]) -> list[State]:
    """In the order of the cameras. What was told expires: no old state is shown as present."""
    keys = [FeedKeys(camera_id).state for camera_id in camera_ids]
    if not keys:
        return []
    told = spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.mget(keys))
    return [UNKNOWN for _ in keys] if told is None else [_state(text) for text in told]


def _state(text: bytes | str | None) -> State:
    if text is None:
        return UNWATCHED
    told = json.loads(text)
    return State(told["state"], told["reason"], datetime.fromisoformat(told["since"]))
