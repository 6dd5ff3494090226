"""What a page reads or changes, and the entry that tells of it, are one transaction."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.journal.models import Entry, Operation
from command_center.journal.origin import SHIFT_REASON
from command_center.law.models import Order
from command_center.people.models import Agent, Post
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from tests.people.trained import trained


@pytest.fixture
def elsewhere(db: None) -> Camera:
    other = Venue.objects.create(name="Other stadium")
    return Camera.objects.create(venue=other, name="South gate", url="rtsp://192.0.2.2/gate")


@pytest.fixture
def here_only(camera: Camera) -> Agent:
    """An administrator of the camera's venue, and of no other."""
    agent = trained(Agent.objects.create_user("here", password="correct horse battery"))
    starts_at = timezone.now() - timedelta(hours=1)
    Post.objects.create(
        agent=agent, role=Role.ADMINISTRATOR, venue=camera.venue_id, starts_at=starts_at
    )
    return agent


@pytest.fixture
def alert(order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


def without_own_words(page: str) -> str:
    """Each page has a token of its own against forged requests, and says where it is."""
    own = r'name="(csrfmiddlewaretoken|next)" value="[^"]*"|/guide/chapter\?of=[^"]*"'
    return re.sub(own, "", page)


def entries(operation: Operation) -> list[Entry]:
    return list(Entry.objects.filter(operation=operation).order_by("id"))


def test_a_look_says_who_what_where_and_why(client: Client, alert: Alert, operator: Agent) -> None:
    client.force_login(operator)
    client.get(f"/alerts/{alert.pk}", REMOTE_ADDR="192.0.2.7")
    (look,) = entries(Operation.CONSULTATION)
    assert (look.object_kind, look.object_id) == ("alert", str(alert.pk))
    assert (look.camera, look.venue) == (alert.camera_id, alert.camera.venue_id)
    assert (look.author, look.author_name) == (operator.pk, "operator")
    assert (look.reason, look.address) == ("test", "192.0.2.7")
    assert client.session.session_key
    assert client.session.session_key[:8] not in look.session


def test_what_cannot_be_noted_is_not_shown(client: Client, alert: Alert, operator: Agent) -> None:
    client.force_login(operator)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
    answer = client.get(f"/alerts/{alert.pk}")
    assert answer.status_code == 500
    assert alert.camera.name not in answer.content.decode()


def test_a_change_that_fails_leaves_neither_change_nor_entry(
    client: Client, here_only: Agent, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(here_only)

    def fails(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("command_center.people.door.note_all", fails)
    with pytest.raises(DatabaseError, match="full"):
        client.post(f"/venues/{camera.venue_id}/change", _form(camera.venue, "Renamed"))
    camera.venue.refresh_from_db()
    assert camera.venue.name == "Stadium"


def test_a_change_is_a_modification_and_a_refused_form_is_nothing(
    client: Client, here_only: Agent, camera: Camera
) -> None:
    client.force_login(here_only)
    address = f"/venues/{camera.venue_id}/change"
    client.post(address, _form(camera.venue, ""))
    assert not entries(Operation.MODIFICATION)
    client.post(address, _form(camera.venue, "Renamed"))
    (change,) = entries(Operation.MODIFICATION)
    assert (change.object_kind, change.venue) == ("venue_change", camera.venue_id)


def test_what_is_elsewhere_is_answered_as_what_is_not_there(
    client: Client, here_only: Agent, elsewhere: Camera, camera: Camera
) -> None:
    client.force_login(here_only)
    assert client.get(f"/cameras/{camera.pk}").status_code == 200
    there, nowhere = (client.get(f"/cameras/{pk}") for pk in (elsewhere.pk, 999_999))
    assert there.status_code == nowhere.status_code == 404
    assert without_own_words(there.text) == without_own_words(nowhere.text)


def test_refusals_are_noted(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    assert client.get("/orders/").status_code == 403
    (refusal,) = (one for one in entries(Operation.ACCESS) if one.object_kind == "refused")
    assert (refusal.author, refusal.detail["asked"]) == (stranger.pk, "/orders/")


def test_whoever_looks_says_why_first(client: Client, operator: Agent, camera: Camera) -> None:
    client.force_login(operator)
    session = client.session
    del session[SHIFT_REASON]
    session.save()
    assert client.get("/").headers["location"] == "/shift?next=%2F"
    assert client.post("/shift", {"reason": "other", "own": " "}).status_code == 400
    said = {"reason": "other", "own": "Replacing a colleague", "next": "https://elsewhere.example"}
    assert client.post("/shift", said).headers["location"] == "/"
    assert client.get("/").status_code == 200
    shift = next(one for one in entries(Operation.ACCESS) if one.object_kind == "shift")
    assert shift.reason == "Replacing a colleague"


def test_a_post_that_ends_takes_its_rights_with_it(here_only: Agent, camera: Camera) -> None:
    assert here_only.has_perm("venues.view_camera")
    assert not here_only.has_perm("people.view_agent")  # of no venue
    root = Agent.objects.create_superuser("root")
    here_only.posts.get().revoke(root, "left")
    assert not Agent.objects.get(pk=here_only.pk).has_perm("venues.view_camera")


def _form(venue: Venue, name: str) -> dict[str, str]:
    return {"name": name, "time_zone": venue.time_zone}
