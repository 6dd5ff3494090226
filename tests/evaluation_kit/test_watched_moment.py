"""A worker that watches a real film keeps the picture of a moment that was drawn before."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from django.utils import timezone

from command_center.calibration.period import begin
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.streams.models import Glimpse
from command_center.venues.models import Camera, Mask
from tests.films import write_walk
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def watched(camera: Camera, settings: Any, tmp_path: Path) -> Camera:
    settings.MODELS_DIR = tmp_path
    camera.url = str(write_walk(tmp_path / "walk.mp4", 6.0))
    camera.save()
    return camera


def due_in(camera: Camera, seconds: float) -> Glimpse:
    due_at = timezone.now() + timedelta(seconds=seconds)
    return Glimpse.objects.create(camera=camera, due_at=due_at, represents_min=15)


def kept(glimpse: Glimpse) -> Glimpse | None:
    return Glimpse.objects.filter(pk=glimpse.pk, taken_at__isnull=False).first()


def test_worker_keeps_the_masked_picture_of_a_quiet_moment(watched: Camera, order: Order) -> None:
    Mask.objects.create(camera=watched, polygon=[[0, 0], [0.5, 0], [0.5, 1], [0, 1]])
    glimpse = due_in(watched, 3.0)
    with Watching(watched):
        found = wait_until(lambda: kept(glimpse), 25)
    assert found.taken_at is not None
    assert found.due_at <= found.taken_at
    assert found.kinds == ["density", "intrusion"]
    picture = cv2.imdecode(np.frombuffer(bytes(found.jpeg or b""), np.uint8), cv2.IMREAD_COLOR)
    width = picture.shape[1]
    assert picture[:, : width // 2 - 20].std() < 4  # nothing of it is seen
    assert picture[:, width // 2 + 20 :].std() > 4


def test_worker_keeps_nothing_while_the_camera_is_calibrated(
    watched: Camera, order: Order, operator: Agent
) -> None:
    begin(watched, operator, timedelta(hours=1))
    glimpse = due_in(watched, 2.0)
    with Watching(watched) as watching:
        wait_until(lambda: watching.state() == ("calibrating", ""), 15)
        wait_until(lambda: timezone.now() > glimpse.due_at + timedelta(seconds=3), 10)
    assert kept(glimpse) is None
