"""Inviting a person, their first password, and their leaving."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from command_center.journal.models import Entry
from command_center.people.models import Agent, Post
from command_center.signing_in.models import Invitation, Leaving, OpenSession
from command_center.venues.models import Venue
from tests.signing_in.at_the_door import LANGUAGE_COOKIE, PASSWORD, is_in, kinds, sign_in

PERSON = {
    "first_name": "Camille",
    "last_name": "Moreau",
    "username": "moreau",
    "email": "",
    "role": "operator",
    "venue": "",
    "ends_at": "",
}
NEW = "Nine blue Herons wade at 5"


@pytest.fixture
def author(db: None) -> Agent:
    agent = Agent.objects.create_user("roux", password=PASSWORD)
    agent.user_permissions.set(Permission.objects.filter(content_type__app_label="people"))
    return agent


@pytest.fixture
def head(author: Agent) -> Client:
    client = Client()
    client.force_login(author)
    client.cookies[LANGUAGE_COOKIE] = "en"
    return client


def link_in(page: str) -> str:
    found = re.search(r'id="link">http://testserver(/invitation/[^<]+)<', page)
    assert found, page
    return found[1]


def invited(head: Client, **given: object) -> str:
    return link_in(head.post("/people/invite", PERSON | given).text)


def set_password(address: str, password: str = NEW) -> int:
    given = {"new_password1": password, "new_password2": password}
    return int(Client().post(address, given).status_code)


def test_invited_person_sets_their_password_and_holds_the_post(
    head: Client, author: Agent, venue: Venue
) -> None:
    link = invited(head, venue=str(venue.pk))
    person = Agent.objects.get(username="moreau")
    assert not person.has_usable_password()
    post = Post.objects.get()
    assert (post.agent, post.role, post.venue) == (person, "operator", venue.pk)
    assert post.entered_by == author
    client = Client()
    assert "Camille Moreau" in client.get(link).text
    answer = client.post(link, {"new_password1": NEW, "new_password2": NEW})
    assert answer.headers["location"] == "/sign-in"
    sign_in(client, "moreau", NEW)
    assert is_in(client)
    assert {"agent", "person_invite", "invitation_accepted"} <= set(kinds())


def test_link_serves_once(head: Client) -> None:
    link = invited(head)
    assert [set_password(link), set_password(link)] == [302, 404]


def test_link_lasts_three_days(head: Client) -> None:
    link = invited(head)
    row = Invitation.objects.get()
    assert row.ends_at - row.made_at == timedelta(hours=72)
    Invitation.objects.update(ends_at=timezone.now())
    assert set_password(link) == 404


def test_token_is_kept_as_a_digest_only(head: Client) -> None:
    token = invited(head).rpartition("/")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(signing_in_invitation)::text FROM signing_in_invitation")
        kept = cursor.fetchone()[0]
    assert token not in kept
    assert hashlib.sha256(token.encode()).hexdigest() in kept
    assert not Entry.objects.filter(detail__icontains=token).exists()


def test_new_link_ends_the_one_before_and_after_use_all_sessions(
    head: Client, operator: Agent
) -> None:
    client = Client()
    sign_in(client, "operator")
    first = link_in(head.post(f"/people/{operator.pk}/link").text)
    second = link_in(head.post(f"/people/{operator.pk}/link").text)
    assert is_in(client)
    assert [set_password(first), set_password(second)] == [404, 302]
    assert not is_in(client)


def test_link_that_is_unknown_says_that_it_is_over(client: Client, db: None) -> None:
    assert client.get("/invitation/of-nobody").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": ""},
        {"username": "roux"},
        {"role": "king"},
        {"venue": "99"},
        {"role": "inspector"},
        {"ends_at": "2020-01-01T00:00"},
    ],
    ids=lambda given: next(iter(given)),
)
def test_invitation_that_makes_no_sense_invites_nobody(head: Client, wrong: dict[str, str]) -> None:
    assert head.post("/people/invite", PERSON | wrong).status_code == 200
    assert not Agent.objects.filter(username="moreau").exists()
    assert not Post.objects.exists()


def test_nobody_makes_a_link_for_themself(head: Client, author: Agent) -> None:
    assert head.post(f"/people/{author.pk}/link").status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        Invitation.objects.create(
            agent=author,
            made_by=author,
            token_digest="x",
            made_at=timezone.now(),
            ends_at=timezone.now(),
        )


def test_leaving_closes_everything_and_keeps_what_was(
    head: Client, author: Agent, operator: Agent
) -> None:
    client = Client()
    sign_in(client, "operator")
    Post.objects.create(
        agent=operator, role="operator", starts_at=timezone.now() - timedelta(hours=1)
    )
    link = link_in(head.post(f"/people/{operator.pk}/link").text)
    answer = head.post(f"/people/{operator.pk}/leave", {"reason": "Contract ended"})
    assert answer.headers["location"] == f"/people/{operator.pk}"
    assert not is_in(client)
    assert not is_in_with_password()
    assert set_password(link) == 404
    post = Post.objects.get()
    assert (post.revoked_by, post.revoked_reason) == (author, "Contract ended")
    assert operator.designations.get().revoked_at is None
    assert not OpenSession.objects.filter(agent=operator).exists()
    assert Leaving.objects.get().reason == "Contract ended"
    assert Entry.objects.get(object_kind="person_leave").reason == "Contract ended"
    assert "Contract ended" in head.get(f"/people/{operator.pk}/account").text


def is_in_with_password() -> bool:
    client = Client()
    sign_in(client, "operator")
    return is_in(client)


def test_leaving_is_kept_whoever_asks(head: Client, operator: Agent) -> None:
    head.post(f"/people/{operator.pk}/leave", {"reason": "Contract ended"})
    for change in ("UPDATE signing_in_leaving SET reason = 'x'", "DELETE FROM signing_in_leaving"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_leaving_needs_a_reason(head: Client, operator: Agent) -> None:
    assert head.post(f"/people/{operator.pk}/leave", {"reason": ""}).status_code == 200
    operator.refresh_from_db()
    assert operator.is_active
