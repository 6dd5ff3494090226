"""A worker tells its figures in Redis, for a short while: a dead one's must not seem present."""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from redis import Redis

from command_center.leases.lease import RENEWED_EVERY_S
from command_center.streams.figures import Figures
from command_center.streams.figures_board import (
    BEAT_KEY,
    FiguresBoard,
    camera_key,
    history_key,
    worker_key,
)
from command_center.streams.pace import Pace
from command_center.streams.point import POINT_EVERY_S, POINTS, Point
from command_center.streams.spared_redis import spared_redis
from command_center.streams.worker_figures import worker_figures

HOLDS_MS = 10_000
"""Six tellings: a worker that is very busy for a moment is not gone."""

HISTORY_HOLDS_S = int(POINT_EVERY_S * POINTS)


class FiguresTeller:
    """Runs in a thread of its own until the worker shuts down.

    It asks no database: while that is away, figures are wanted most.
    """

    def __init__(self, worker: str, board: FiguresBoard, state_dir: Path) -> None:
        self._worker = worker
        self._board = board
        self._state_dir = state_dir
        self._redis = spared_redis(settings.REDIS_URL)
        self._paces: dict[Figures, Pace] = {}

    def run(self, shutting_down: threading.Event) -> None:
        while not shutting_down.wait(RENEWED_EVERY_S):
            self.tell()

    def tell(self) -> None:
        shown = self._board.shown()
        self._paces = {one: self._paces.get(one) or Pace(one, self._worker) for one in shown}
        points = {one.camera_id: pace.follow() for one, pace in self._paces.items()}
        texts = {camera_key(one.camera_id): p.now().to_json() for one, p in self._paces.items()}
        own = worker_figures(self._worker, len(shown), self._state_dir)
        texts[worker_key(self._worker)] = own.to_json()
        self._redis.attempt(lambda redis: _write(redis, texts, points))


def note_beat() -> None:
    """Cameras have just been handed out: beat lives, and its queue is worked off."""
    spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.set(BEAT_KEY, 1, px=HOLDS_MS))


def _write(redis: Redis, texts: Mapping[str, str], points: Mapping[int, Point | None]) -> None:
    batch = redis.pipeline(transaction=False)
    for key, text in texts.items():
        batch.set(key, text, px=HOLDS_MS)
    for camera_id, point in points.items():
        if point is not None:
            key = history_key(camera_id)
            batch.rpush(key, json.dumps(asdict(point), separators=(",", ":")))
            batch.ltrim(key, -POINTS, -1)
            batch.expire(key, HISTORY_HOLDS_S)
    batch.execute()
