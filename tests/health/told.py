"""What a worker has told, without one."""

import json
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from command_center.leases.models import Worker
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.figures import CameraFigures, Figures, at_this_moment
from command_center.streams.figures_board import FiguresBoard, camera_key, history_key
from command_center.streams.figures_told import FiguresTeller
from command_center.streams.live_feed import state_text
from command_center.streams.point import Point
from command_center.streams.redis_client import client
from command_center.venues.models import Camera

WORKER = "worker@here"


def tell_state(camera: Camera, state: str, reason: str = "", since: datetime | None = None) -> None:
    text = state_text(state, since or timezone.now(), reason)
    client().set(FeedKeys(camera.pk).state, text)


def tell_figures(camera: Camera, *, delay_s: float = 0.2, analysed_per_s: float = 5.0) -> None:
    """Ten seconds of a watch, with one alert."""
    point = Point(time.time(), 25.0, analysed_per_s, 0.04, delay_s)
    client().set(camera_key(camera.pk), _figures(camera, delay_s, point).to_json())
    client().rpush(history_key(camera.pk), json.dumps(asdict(point)))


def tell_history(camera: Camera, points: list[Point]) -> None:
    client().rpush(history_key(camera.pk), *(json.dumps(asdict(point)) for point in points))


def tell_worker(state_dir: Path, name: str = WORKER) -> None:
    Worker.objects.create(name=name, queues=["cpu"], capacity=31, seen_at=timezone.now())
    FiguresTeller(name, FiguresBoard(), state_dir).tell()


def _figures(camera: Camera, delay_s: float, point: Point) -> CameraFigures:
    counted = Figures(camera.pk, camera.name, received=250, skipped=3, reconnects=2, analysed=50)
    for _ in range(50):
        counted.analysis.note(0.04)
        counted.delay.note(delay_s)
    counted.alert_delay.note(0.4)
    return at_this_moment(counted, WORKER, point)
