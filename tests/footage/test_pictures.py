"""Recorded pictures, as a player gets them: at their times, with their trace."""

import io
from datetime import timedelta
from pathlib import Path

import av
import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.films import number_of, write_film
from tests.footage.recorded_film import record_film
from tests.people.trained import trained

pytestmark = pytest.mark.django_db

REASON = "Removing the doubt about an alert"


@pytest.fixture
def viewer(client: Client) -> Client:
    agent = Agent.objects.create_user("viewer", password="correct horse battery")
    agent.user_permissions.set(Permission.objects.filter(codename="view_segment"))
    client.force_login(trained(agent))
    return client


def test_a_stretch_is_played_at_its_times_and_leaves_its_trace(
    viewer: Client, camera: Camera, tmp_path: Path
) -> None:
    began_at = (timezone.now() - timedelta(hours=1)).replace(microsecond=0)
    record_film(camera, write_film(tmp_path / "film.mp4", 1000), began_at)
    began_ms = round(began_at.timestamp() * 1000)
    address = f"/cameras/{camera.pk}/recorded.mp4"
    asked = {"from": began_ms + 3500, "until": began_ms + 5000, "origin": began_ms}
    assert viewer.get(address, asked).status_code == 403
    viewer.post("/review/reason", {"reason": REASON})
    answer = viewer.get(address, asked)
    assert answer.status_code == 200
    assert answer["X-Vigie-Since"] == str(began_ms + 3000)
    with av.open(io.BytesIO(answer.content)) as film:
        pictures = {
            round(p.time * 25): number_of(p.to_ndarray(format="bgr24"))
            for p in film.decode(video=0)
        }
    assert pictures == {number: number for number in range(75, 125)}
    entry = Entry.objects.get(object_kind="playback")
    assert (entry.operation, entry.reason) == (Operation.CONSULTATION, REASON)
    assert (entry.camera, entry.venue) == (camera.pk, camera.venue_id)
    assert entry.seen_from == began_at + timedelta(seconds=3)
    assert entry.seen_to == began_at + timedelta(seconds=5)
    nowhere = {**asked, "from": began_ms - 9000, "until": began_ms - 5000, "origin": 10**12}
    assert viewer.get(address, nowhere).status_code == 204
