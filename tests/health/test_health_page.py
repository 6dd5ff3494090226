import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from command_center.leases.lease import Lease, take
from command_center.leases.models import Worker
from command_center.people.models import Agent
from command_center.streams.figures_told import note_beat
from command_center.streams.point import Point
from command_center.venues.models import Camera
from tests.health.told import tell_figures, tell_history, tell_state, tell_worker


def page(client: Client) -> str:
    answer = client.get("/health/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.text


def row_of(client: Client, name: str) -> str:
    """The row of the table that begins with that name."""
    return page(client).split(f'<th scope="row">{name}')[1].split("</tr>")[0]


def test_camera_is_shown_with_its_figures(
    client: Client, technician: Agent, camera: Camera, lease: Lease
) -> None:
    tell_state(camera, "live")
    tell_figures(camera)
    row = row_of(client, "North gate")
    for told in ("Live", ">25.0<", ">5.0<", ">40<", ">0.20<", ">2<", "Stadium"):
        assert told in row
    assert "too late" not in row


def test_camera_that_nobody_watches_says_so(
    client: Client, technician: Agent, camera: Camera
) -> None:
    row = row_of(client, "North gate")
    assert "No picture" in row
    assert "no worker watches this camera" in row


@pytest.mark.parametrize("delay_s", [2.5, 30.0])
def test_camera_whose_analysis_cannot_keep_up_says_so(
    client: Client, technician: Agent, camera: Camera, delay_s: float
) -> None:
    tell_state(camera, "live")
    tell_figures(camera, delay_s=delay_s)
    assert "too late" in row_of(client, "North gate")


def test_camera_whose_picture_is_late_says_so(
    client: Client, technician: Agent, camera: Camera
) -> None:
    tell_state(camera, "late", since=timezone.now() - timedelta(days=2))
    row = row_of(client, "North gate")
    assert "Picture is late" in row
    assert "#late" in row


def test_worker_that_died_is_shown_as_gone(
    client: Client, technician: Agent, tmp_path: Path
) -> None:
    tell_worker(tmp_path, "one@here")
    tell_worker(tmp_path, "two@here")
    Worker.objects.filter(name="two@here").update(seen_at=timezone.now() - timedelta(minutes=3))
    assert "Works" in row_of(client, "one@here")
    assert "Gone" in row_of(client, "two@here")


def test_beat_that_stopped_is_told(client: Client, technician: Agent) -> None:
    assert "stopped" in page(client)
    note_beat()
    assert "stopped" not in page(client)


def test_no_line_leads_over_a_time_without_a_watch(
    client: Client, technician: Agent, camera: Camera
) -> None:
    now_s = time.time()
    ages_s = [900, 890, 880, 300, 290, 10]
    tell_history(camera, [Point(now_s - age_s, 25, 5, 0.04, 0.2) for age_s in ages_s])
    row = row_of(client, "North gate")
    assert row.count("<polyline") == 3
    assert "Between 5.0 and 5.0 frames per second" in row


def test_three_cameras_and_workers_cost_as_many_queries_as_one(
    client: Client, technician: Agent, camera: Camera, lease: Lease, tmp_path: Path
) -> None:
    tell_worker(tmp_path)
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for number in (2, 3):
        more = Camera.objects.create(venue=camera.venue, name=f"Gate {number}", url="rtsp://x/")
        tell_state(more, "live")
        tell_figures(more)
        tell_worker(tmp_path, f"worker{number}@here")
        assert take(more.pk, f"worker{number}@here", 0.2)
    with CaptureQueriesContext(connection) as three:
        page(client)
    assert len(three) == len(one)


def test_page_is_refused_to_a_stranger(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    assert client.get("/health/").status_code == 403


def test_page_is_reached_by_those_who_have_the_right(
    client: Client, operator: Agent, technician: Agent
) -> None:
    assert 'href="/health/"' in client.get("/").text
    operator.user_permissions.remove(operator.user_permissions.get(codename="view_health"))
    assert 'href="/health/"' not in client.get("/").text
