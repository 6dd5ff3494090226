"""Deleting says what hangs on it; what has a history is retired, and stays."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.leases.lease import take
from command_center.people.models import Agent
from command_center.retention import cap as caps
from command_center.retention.models import Rule
from command_center.setup.deletion.deleting import Kept, delete_camera, delete_venue
from command_center.streams.camera_states import Noted, store
from command_center.streams.models import UsualView
from command_center.venues.models import (
    Camera,
    CameraVersion,
    FloorPlan,
    Mask,
    Placement,
    Venue,
    Zone,
)
from command_center.venues.versions import changing
from tests.setup.lists import ENGLISH, SQUARE, administrator


@pytest.fixture(autouse=True)
def signed_in(client: Client, operator: Agent) -> Agent:
    client.force_login(administrator(operator))
    return operator


@pytest.fixture
def furnished(camera: Camera, zone: Zone) -> Camera:
    """Set up and seen by a worker, but without any history."""
    Mask.objects.create(camera=camera, name="balcony", polygon=SQUARE)
    drawing = {"picture": b"", "media_type": "image/png", "width_px": 10, "height_px": 10}
    plan = FloorPlan.objects.create(venue=camera.venue, name="Ground floor", **drawing)
    Placement.objects.create(camera=camera, plan=plan, x=0.5, y=0.25)
    UsualView.objects.create(camera=camera, edges=b"", learnt_at=timezone.now())
    take(camera.pk, "worker@here", 0.1)
    store([(camera.pk, Noted("offline", "unreachable"))])
    return camera


def page(client: Client, camera: Camera, **given: Any) -> Any:
    path = f"/cameras/{camera.pk}/delete"
    return client.post(path, given, headers=ENGLISH) if given else client.get(path, headers=ENGLISH)


def hanging(answer: Any, part: str) -> list[str]:
    return [one.told for one in answer.context[part]]


def test_page_says_what_is_deleted_with_it(client: Client, furnished: Camera) -> None:
    answer = page(client, furnished)
    assert hanging(answer, "kept") == []
    assert hanging(answer, "gone") == [
        "1 zone",
        "1 mask",
        "Its place on the plan",
        "Its usual view",
        "What was noted of its picture",
    ]
    for name in ("lawn", "balcony", "Ground floor"):
        assert name in answer.text


def test_camera_without_history_is_deleted_once_its_name_is_typed(
    client: Client, furnished: Camera, caplog: pytest.LogCaptureFixture
) -> None:
    with changing(furnished.pk, None, Agent.objects.get(), "nothing"):
        pass
    assert CameraVersion.objects.count() == 1
    assert "the name is not the same" in page(client, furnished, name="gate", reason="x").text
    assert "Say in a few words why" in page(client, furnished, name="North gate", reason=" ").text
    assert Camera.objects.exists()
    answer = page(client, furnished, name="North gate", reason="entered twice")
    assert answer.headers["location"] == "/cameras/"
    assert not Camera.objects.exists()
    assert not CameraVersion.objects.exists()
    assert "entered twice" in caplog.text


def test_camera_with_history_is_retired_and_all_of_it_stays(
    client: Client, camera: Camera, order: Order, intrusion: Found, operator: Agent
) -> None:
    raise_alert(intrusion)
    answer = page(client, camera)
    assert hanging(answer, "kept") == ["1 alert", "1 order"]
    assert "2026-11-0042" in answer.text
    page(client, camera, way="retire", based_on="0", reason="sold")
    camera.refresh_from_db()
    assert not camera.is_enabled
    version = camera.versions.get(number=1)
    assert (version.author, version.reason) == (operator, "sold")
    assert camera.alerts.count() == 1
    assert "It is retired already" in page(client, camera).text


def test_camera_with_history_cannot_be_deleted_by_another_way(
    client: Client, camera: Camera, order: Order
) -> None:
    answer = page(client, camera, name="North gate", reason="sold")
    assert "it can only be retired" in answer.text
    with pytest.raises(Kept):
        delete_camera(camera.pk, Agent.objects.get(), "sold")
    assert Camera.objects.exists()


def test_camera_that_was_changed_has_a_history(client: Client, camera: Camera) -> None:
    with changing(camera.pk, 0, Agent.objects.get(), "slower") as locked:
        locked.analysed_per_s = 2
        locked.save()
    assert hanging(page(client, camera), "kept") == ["1 change"]


def test_who_was_faster_is_told_at_retiring(
    client: Client, camera: Camera, order: Order, stranger: Agent
) -> None:
    with changing(camera.pk, 0, stranger, "slower") as locked:
        locked.analysed_per_s = 2
        locked.save()
    answer = page(client, camera, way="retire", based_on="0", reason="sold")
    assert "Somebody has changed this camera meanwhile" in answer.text
    camera.refresh_from_db()
    assert camera.is_enabled


def test_only_an_empty_venue_is_deleted(client: Client, furnished: Camera, venue: Venue) -> None:
    path = f"/venues/{venue.pk}/delete"
    answer = client.get(path, headers=ENGLISH)
    assert hanging(answer, "kept") == ["1 camera"]
    assert hanging(answer, "gone") == ["1 floor plan"]
    given = {"name": "Stadium", "reason": "closed"}
    assert "only an empty venue" in client.post(path, given, headers=ENGLISH).text.lower()
    with pytest.raises(Kept):
        delete_venue(venue.pk, Agent.objects.get(), "closed")
    delete_camera(furnished.pk, Agent.objects.get(), "closed")
    client.post(path, given)
    assert not Venue.objects.exists()


def test_who_may_only_change_cameras_deletes_none(
    client: Client, camera: Camera, stranger: Agent
) -> None:
    client.force_login(stranger)
    assert page(client, camera, name="North gate", reason="x").status_code == 403
    assert client.post(f"/venues/{camera.venue_id}/delete").status_code == 403


def test_venue_and_camera_that_have_records_elsewhere_are_kept(camera: Camera) -> None:
    by = Agent.objects.first() or Agent.objects.create_user("clerk")
    caps.enter_known()
    for place in ({"camera": camera}, {"venue": camera.venue}):
        Rule.objects.create(what="clips", keep_hours=24, author=by, reason="asked", **place)
    with pytest.raises(Kept):
        delete_camera(camera.pk, by, "closed")
    empty = Venue.objects.create(name="Fan zone")
    Rule.objects.create(what="clips", keep_hours=24, author=by, reason="asked", venue=empty)
    with pytest.raises(Kept):
        delete_venue(empty.pk, by, "closed")
