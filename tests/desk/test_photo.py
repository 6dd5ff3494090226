"""The photo of an alert: the picture of that instant, framed, as it may appear to who asks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from django.test import Client
from django.utils import timezone
from numpy.typing import NDArray

from command_center.footage.recording import scribe
from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.desk.conftest import AgentOf, AlertOf
from tests.films import FPS, number_of, write_film
from tests.footage.recorded_film import record_film
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.STATE_DIR = tmp_path
    yield
    wait_until(lambda: scribe().is_idle, 10)


@pytest.fixture
def began_at(camera: Camera, tmp_path: Path) -> datetime:
    """Of four seconds of recording, whose pictures say their numbers."""
    began_at = timezone.now() - timedelta(minutes=3)
    record_film(camera, write_film(tmp_path / "film.mp4", 100), began_at)
    return began_at


def instant_of(began_at: datetime, picture: int) -> datetime:
    return began_at + timedelta(seconds=(picture + 0.5) / FPS)


def read(answer: Any) -> NDArray[np.uint8]:
    image = cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return np.asarray(image, np.uint8)


@pytest.mark.parametrize("picture", [0, 24, 25, 61, 98])
def test_photo_is_the_picture_of_that_instant(
    client: Client, anne: Agent, alert_of: AlertOf, began_at: datetime, picture: int
) -> None:
    at = instant_of(began_at, picture)
    alert = alert_of(started_at=at - timedelta(seconds=1), found_at=at)
    client.force_login(anne)
    answer = client.get(f"/alerts/{alert.pk}/photo.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    assert number_of(read(answer)) == picture


def test_photo_frames_what_was_found_and_hides_nothing_of_it(
    client: Client, anne: Agent, alert_of: AlertOf, began_at: datetime
) -> None:
    at = instant_of(began_at, 30)
    alert = alert_of(started_at=at, found_at=at, box=[0.25, 0.5, 0.75, 1.0])
    client.force_login(anne)
    grey = read(client.get(f"/alerts/{alert.pk}/photo.jpg")).mean(2)
    height_px, width_px = grey.shape
    left, top = round(0.25 * (width_px - 1)), round(0.5 * (height_px - 1))
    assert grey[top + 20, left] > 160  # the line
    assert abs(grey[top + 10 : -10, left + 10 : -60].mean() - 90) < 6  # the ground of the film


def test_photo_is_told_to_the_journal_with_its_instant_and_reason(
    client: Client, anne: Agent, alert_of: AlertOf, began_at: datetime, camera: Camera
) -> None:
    at = instant_of(began_at, 30)
    alert = alert_of(started_at=at, found_at=at)
    client.force_login(anne)
    client.get(f"/alerts/{alert.pk}/photo.jpg")
    entry = Entry.objects.get(object_kind="alert_photo")
    assert (entry.object_id, entry.camera) == (str(alert.pk), camera.pk)
    assert entry.seen_from
    assert entry.seen_to
    assert entry.seen_from <= at <= entry.seen_to
    assert entry.reason == "Removing the doubt about an alert"
    assert entry.detail == {"plain": True}


def test_photo_is_blurred_to_who_does_not_judge(
    client: Client,
    anne: Agent,
    agent_of: AgentOf,
    alert_of: AlertOf,
    camera: Camera,
    shared_data: Path,
) -> None:
    """To who judges, plain: it removes the doubt."""
    began_at = timezone.now() - timedelta(minutes=20)
    record_film(camera, shared_data / "videos" / "one_by_one_person.mp4", began_at)
    at = began_at + timedelta(seconds=30)
    alert = alert_of(started_at=at, found_at=at)
    shown = []
    for agent in (anne, agent_of("viewer", "alerts.view_alert")):
        client.force_login(agent)
        image = read(client.get(f"/alerts/{alert.pk}/photo.jpg"))
        shown.append(cv2.resize(image, (320, 240)).astype(float))
    assert np.abs(shown[0] - shown[1]).max() > 40
    told = Entry.objects.filter(object_kind="alert_photo").order_by("id")
    assert [one.detail for one in told] == [{"plain": True}, {"plain": False}]


def test_nothing_recorded_is_no_photo_and_no_look(
    client: Client, anne: Agent, alert_of: AlertOf
) -> None:
    alert = alert_of()
    client.force_login(anne)
    assert client.get(f"/alerts/{alert.pk}/photo.jpg").status_code == 204
    assert not Entry.objects.filter(object_kind="alert_photo").exists()


def test_photo_of_a_large_picture_is_small(
    client: Client, anne: Agent, alert_of: AlertOf, camera: Camera, shared_data: Path
) -> None:
    film = shared_data / "videos" / "one_by_one_person.mp4"
    began_at = timezone.now() - timedelta(minutes=20)
    record_film(camera, film, began_at)
    at = began_at + timedelta(seconds=30)
    alert = alert_of(started_at=at, found_at=at)
    client.force_login(anne)
    answer = client.get(f"/alerts/{alert.pk}/photo.jpg")
    height_px, width_px = read(answer).shape[:2]
    assert width_px <= 640
    assert height_px <= 640
    assert len(answer.content) < 80_000
