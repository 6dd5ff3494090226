"""Posts given and revoked on pages, and the reasons that people choose from."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent, Post, Reason
from command_center.people.reason import Use, enter_known, offered
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from tests.people.posted import posted


@pytest.fixture
def head(client: Client, db: None) -> Agent:
    """May give posts and keep reasons, and is signed in; pages are in English."""
    agent = Agent.objects.create_user("roux", first_name="Camille", last_name="Roux")
    agent.user_permissions.set(Permission.objects.filter(content_type__app_label="people"))
    client.force_login(agent)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return agent


def at_local(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def given(client: Client, agent: Agent, **fields: Any) -> HttpResponse:
    now = timezone.now()
    usual = {"role": "operator", "venue": "", "starts_at": at_local(now - timedelta(hours=1))}
    answer = client.post(reverse("post_new", args=[agent.pk]), {**usual, "ends_at": "", **fields})
    assert isinstance(answer, HttpResponse)
    return answer


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_post_is_given_at_a_venue_and_told_in_words(
    client: Client, head: Agent, stranger: Agent, camera: Camera
) -> None:
    assert "North gate" in page(client, "post_new", stranger.pk)
    answer = given(client, stranger, venue=camera.venue_id, cameras=[camera.pk])
    assert answer.status_code == 302
    post = stranger.posts.get()
    assert (post.role, post.venue, post.cameras) == ("operator", camera.venue_id, [camera.pk])
    assert (post.entered_by, post.ends_at) == (head, None)
    shown = page(client, "person", stranger.pk)
    assert "Stadium: North gate" in shown
    assert "Sees pictures and alerts" in shown
    assert "Stadium: North gate" in page(client, "people")
    (entry,) = Entry.objects.filter(operation=Operation.MODIFICATION)
    assert (entry.object_kind, entry.author) == ("post_new", head.pk)


def test_post_counts_at_once_and_where_it_says(
    client: Client, head: Agent, stranger: Agent, camera: Camera
) -> None:
    other = Venue.objects.create(name="Bravo hall")
    posted(stranger, Role.OPERATOR, other)
    given(client, stranger, venue=camera.venue_id)
    reach = Agent.objects.get(pk=stranger.pk).reach("venues.view_camera")
    assert set(reach.venues) == {camera.venue_id, other.pk}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"role": "inspector"}, "needs an end"),
        ({"role": "king"}, "Select a valid choice"),
        ({"venue": "987654"}, "Select a valid choice"),
        ({"cameras": ["987654"]}, "Select a valid choice"),
        ({"ends_at": "2020-01-01T12:00"}, "That is past"),
        ({"starts_at": ""}, "This field is required"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    client: Client, head: Agent, stranger: Agent, fields: dict[str, Any], told: str
) -> None:
    assert told in given(client, stranger, **fields).content.decode()
    assert not stranger.posts.exists()


@pytest.mark.parametrize("where", ["", "other"])
def test_cameras_are_of_the_venue_of_the_post(
    client: Client, head: Agent, stranger: Agent, camera: Camera, where: str
) -> None:
    other = Venue.objects.create(name="Bravo hall")
    answer = given(client, stranger, cameras=[camera.pk], venue=other.pk if where else "")
    assert "Choose the venue of these cameras" in answer.content.decode()
    assert not stranger.posts.exists()


def test_nobody_gives_a_post_to_themself(client: Client, head: Agent) -> None:
    assert "ask another administrator" in given(client, head).content.decode()
    assert reverse("post_new", args=[head.pk]) not in page(client, "person", head.pk)
    with pytest.raises(IntegrityError, match="somebody_else"), transaction.atomic():
        Post.objects.create(agent=head, role=Role.LEGAL, starts_at=timezone.now(), entered_by=head)


def test_revoked_post_ends_its_rights_with_a_reason(
    client: Client, head: Agent, stranger: Agent, venue: Venue
) -> None:
    posted(stranger, Role.OPERATOR, venue)
    address = reverse("post_revoke", args=[stranger.posts.get().pk])
    assert "Stadium" in page(client, "post_revoke", stranger.posts.get().pk)
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Left the service"}).status_code == 302
    assert not Agent.objects.get(pk=stranger.pk).has_perm("venues.view_camera")
    assert "Left the service" in page(client, "person", stranger.pk)
    again = client.post(address, {"reason": "again"}, follow=True)
    assert "It was revoked already." in again.content.decode()


def test_post_is_not_in_force_before_its_start_nor_from_its_end_on(
    stranger: Agent, venue: Venue
) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    later = posted(stranger, Role.OPERATOR, venue, starts_at=now + hour, ends_at=now + 2 * hour)
    assert not later.has_perm("venues.view_camera")
    over = posted(stranger, Role.OPERATOR, venue, starts_at=now - 2 * hour, ends_at=now)
    assert not over.has_perm("venues.view_camera")
    held = posted(stranger, Role.OPERATOR, venue, starts_at=now - hour, ends_at=now + hour)
    assert held.has_perm("venues.view_camera")


def test_end_of_a_post_closes_its_pages(client: Client, stranger: Agent, venue: Venue) -> None:
    client.force_login(posted(stranger, Role.OPERATOR, venue))
    assert client.get("/").status_code == 200
    stranger.posts.get().revoke(Agent.objects.create_user("roux"), "Left the service")
    assert client.get("/").status_code == 403


def test_who_holds_a_post_is_among_those_who_may_see(
    client: Client, head: Agent, stranger: Agent, venue: Venue
) -> None:
    posted(stranger, Role.OPERATOR, venue)
    assert "may see pictures and alerts" in page(client, "people")
    stranger.posts.get().revoke(head, "Left the service")
    assert "No right of theirs shows pictures or alerts." in page(client, "people")


def test_list_of_people_asks_no_more_for_more_posts(
    client: Client, head: Agent, stranger: Agent, camera: Camera, django_assert_num_queries: Any
) -> None:
    posted(stranger, Role.OPERATOR, camera.venue, [camera.pk])
    with CaptureQueriesContext(connection) as one:
        page(client, "people")
    for name in ("a", "b", "c"):
        posted(Agent.objects.create_user(name), Role.LEGAL, camera.venue, [camera.pk])
    with django_assert_num_queries(len(one)):
        page(client, "people")


def test_reason_is_added_for_a_role_and_taken_out_of_use(client: Client, head: Agent) -> None:
    fields = {"text": "Exercise of the brigade", "use": "shift", "roles": ["operator"]}
    assert client.post(reverse("reasons"), fields).status_code == 302
    reason = Reason.objects.get(text="Exercise of the brigade")
    assert reason in offered(Use.SHIFT, frozenset({Role.OPERATOR}))
    assert reason not in offered(Use.SHIFT, frozenset({Role.LEGAL}))
    assert reason not in offered(Use.LOOK, frozenset({Role.OPERATOR}))
    assert "offered to: operator" in page(client, "reasons")
    address = reverse("reason_offer", args=[reason.pk])
    client.post(address, {"offered": "0"})
    assert reason not in offered(Use.SHIFT, frozenset({Role.OPERATOR}))
    client.post(address, {"offered": "1"})
    assert reason in offered(Use.SHIFT, frozenset({Role.OPERATOR}))


def test_reason_that_is_there_already_or_empty_is_refused(client: Client, head: Agent) -> None:
    enter_known()
    for text in ("Inspection", "", "   "):
        answer = client.post(reverse("reasons"), {"text": text, "use": "look"})
        assert answer.status_code == 400
    assert (
        "offer it again"
        in client.post(reverse("reasons"), {"text": "Inspection", "use": "look"}).content.decode()
    )
