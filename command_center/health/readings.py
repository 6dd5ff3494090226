"""What the workers told in Redis. All of it is empty while Redis is away."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from redis import Redis

from command_center.streams.feed_keys import FeedKeys
from command_center.streams.figures import CameraFigures
from command_center.streams.figures_board import (
    BEAT_KEY,
    EVERY_CAMERA,
    EVERY_WORKER,
    history_key,
)
from command_center.streams.point import Point
from command_center.streams.spared_redis import spared_redis
from command_center.streams.worker_figures import WorkerFigures
from command_center.venues.models import QUEUES

Answer = TypeVar("Answer")
Text = bytes | str


@dataclass(frozen=True, slots=True)
class State:
    """As it was told last; nobody tells that of a camera which nobody watches."""

    state: str
    reason: str = ""
    since: datetime | None = None


UNWATCHED = State("offline", "unwatched")
UNKNOWN = State("unknown")


def camera_figures() -> list[CameraFigures]:
    return [CameraFigures.from_json(text) for text in _texts(EVERY_CAMERA)]


def worker_figures() -> list[WorkerFigures]:
    return [WorkerFigures.from_json(text) for text in _texts(EVERY_WORKER)]


def states(camera_ids: Iterable[int]) -> list[State]:
    """In the order of the cameras."""
    keys = [FeedKeys(camera_id).state for camera_id in camera_ids]
    told = _ask(lambda redis: redis.mget(keys)) if keys else []
    return [UNKNOWN for _ in keys] if told is None else [_state(text) for text in told]


def histories(camera_ids: Iterable[int]) -> list[list[Point]]:
    """In the order of the cameras; the oldest point first."""
    ids = list(camera_ids)

    def read(redis: Redis) -> list[list[bytes]]:
        batch = redis.pipeline(transaction=False)
        for camera_id in ids:
            batch.lrange(history_key(camera_id), 0, -1)
        return batch.execute()

    told = _ask(read) or [[] for _ in ids]
    return [[Point(**json.loads(text)) for text in points] for points in told]


def beat_is_alive() -> bool:
    return bool(_ask(lambda redis: redis.exists(BEAT_KEY)))


def queue_lengths() -> dict[str, int]:
    """Messages that wait, by Celery's queue."""
    names = [name for name, _ in QUEUES]

    def read(redis: Redis) -> list[int]:
        batch = redis.pipeline(transaction=False)
        for name in names:
            batch.llen(name)
        return batch.execute()

    return dict(zip(names, _ask(read) or [], strict=False))


def _state(text: Text | None) -> State:
    if text is None:
        return UNWATCHED
    told = json.loads(text)
    return State(told["state"], told["reason"], datetime.fromisoformat(told["since"]))


def _texts(pattern: str) -> list[Text]:
    def read(redis: Redis) -> list[Text | None]:
        keys = sorted(redis.scan_iter(pattern, count=1000))
        return redis.mget(keys) if keys else []

    return [text for text in _ask(read) or [] if text is not None]


def _ask(question: Callable[[Redis], Answer]) -> Answer | None:
    return spared_redis(settings.REDIS_URL).attempt(question)
