"""What the workers told in Redis. All of it is empty while Redis is away."""

import json
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.conf import settings
from redis import Redis

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


def camera_figures() -> list[CameraFigures]:
    return [CameraFigures.from_json(text) for text in _texts(EVERY_CAMERA)]


def worker_figures() -> list[WorkerFigures]:
    return [WorkerFigures.from_json(text) for text in _texts(EVERY_WORKER)]


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


def _texts(pattern: str) -> list[Text]:
    def read(redis: Redis) -> list[Text | None]:
        keys = sorted(redis.scan_iter(pattern, count=1000))
        return redis.mget(keys) if keys else []

    return [text for text in _ask(read) or [] if text is not None]


def _ask(question: Callable[[Redis], Answer]) -> Answer | None:
    return spared_redis(settings.REDIS_URL).attempt(question)
