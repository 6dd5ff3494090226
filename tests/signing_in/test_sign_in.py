"""Name and password; the session that begins, and how it ends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.signing_in import lock_out, sessions
from command_center.signing_in.models import Failures, OpenSession
from tests.signing_in.at_the_door import PASSWORD, is_in, kinds, sign_in


def test_session_key_is_renewed_at_sign_in(client: Client, operator: Agent) -> None:
    client.get("/sign-in")
    client.session.save()
    before = client.session.session_key
    assert sign_in(client, "operator").headers["location"] == "/"
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()
    assert OpenSession.objects.get().session_key == client.session.session_key


def test_page_that_was_asked_for_comes_next_and_none_elsewhere(
    client: Client, operator: Agent
) -> None:
    asked = {"username": "operator", "password": PASSWORD}
    assert client.post("/sign-in", asked | {"next": "/orders/"}).headers["location"] == "/orders/"
    other = Client()
    elsewhere = other.post("/sign-in", asked | {"next": "https://evil.example/"})
    assert elsewhere.headers["location"] == "/"


def test_signed_in_agent_is_led_on(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    assert client.get("/sign-in").status_code == 302


@pytest.mark.django_db
def test_answer_is_the_same_whether_or_not_the_account_exists(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    Agent.objects.filter(pk=stranger.pk).update(is_active=False)
    told = {
        re.sub(r'value="[^"]*"', "", sign_in(client, name, password).text)
        for name, password in [
            ("operator", "wrong"),
            ("nobody", "wrong"),
            ("stranger", PASSWORD),
        ]
    }
    assert len(told) == 1


def test_answer_takes_as_long_whether_or_not_the_account_exists(
    client: Client, operator: Agent, stranger: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One hashing each time: it is what takes the time."""
    Agent.objects.filter(pk=stranger.pk).update(is_active=False)
    hashed: list[str] = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self: PBKDF2PasswordHasher, password: str, *given: Any) -> str:
        hashed.append(password)
        return encode(self, password, *given)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    for name, password in [("operator", "wrong"), ("nobody", "wrong"), ("stranger", PASSWORD)]:
        hashed.clear()
        sign_in(client, name, password)
        assert len(hashed) == 1, name


def test_unknown_names_are_not_kept_by_the_journal(client: Client, operator: Agent) -> None:
    sign_in(client, "my secret pass phrase", "operator")
    sign_in(client, "operator", "wrong")
    unknown, known = Entry.objects.order_by("pk")
    assert (unknown.object_kind, unknown.object_id) == ("sign_in_failed", "")
    assert (known.object_kind, known.object_id) == ("sign_in_failed", str(operator.pk))
    assert "secret" not in str(unknown.detail)


def test_sign_in_and_out_are_journalled(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    client.post("/sign-out")
    assert kinds() == ["sign_in", "sign_out"]
    assert not is_in(client)
    assert not OpenSession.objects.exists()


def test_sign_in_page_needs_a_token_of_its_own() -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "operator").status_code == 403


def test_guesses_lock_the_account_for_longer_each_time(client: Client, operator: Agent) -> None:
    for _ in range(5):
        sign_in(client, "operator", "wrong")
    refused = sign_in(client, "operator")
    assert refused.status_code == 200
    assert not is_in(client)
    row = Failures.objects.get(pk=lock_out.account("operator").key)
    assert row.locked_until
    first_s = (row.locked_until - row.last_at).total_seconds()
    assert first_s == 30
    Failures.objects.filter(pk=row.pk).update(locked_until=timezone.now())
    sign_in(client, "operator", "wrong")
    row.refresh_from_db()
    assert row.locked_until
    assert (row.locked_until - row.last_at).total_seconds() == 2 * first_s
    assert kinds()[-1] == "sign_in_failed"
    assert Entry.objects.filter(detail__locks=True).count() == 2


def test_account_that_does_not_exist_is_locked_too(client: Client, operator: Agent) -> None:
    def told(name: str) -> str:
        answers = [sign_in(client, name, "wrong").text for _ in range(6)]
        return re.sub(r"\d\d:\d\d:\d\d|value=\"[^\"]*\"", "", answers[-1])

    assert told("operator") == told("nobody")


def test_success_forgets_the_failures_of_the_account_but_not_of_the_address(
    client: Client, operator: Agent
) -> None:
    for _ in range(3):
        sign_in(client, "operator", "wrong")
    sign_in(client, "operator")
    assert is_in(client)
    (left,) = Failures.objects.all()
    assert left.pk == lock_out.address("127.0.0.1").key
    assert left.count == 3


def test_address_that_guesses_many_accounts_is_locked(client: Client, operator: Agent) -> None:
    for number in range(20):
        sign_in(client, f"nobody{number}", "wrong")
    sign_in(client, "operator")
    assert not is_in(client)
    sign_in(client, "operator", REMOTE_ADDR="192.0.2.7")
    assert is_in(client)


def test_failures_are_forgotten_after_a_while(operator: Agent) -> None:
    counted = lock_out.account("operator")
    for _ in range(5):
        lock_out.attempt(counted)
    assert lock_out.attempt(counted).locked_until
    long_ago = timezone.now() - counted.forgotten_after - timedelta(minutes=1)
    Failures.objects.update(last_at=long_ago, locked_until=long_ago)
    assert lock_out.attempt(counted).locked_until is None
    assert Failures.objects.get().count == 1


@pytest.mark.parametrize("given", ["2001:db8::1", "2001:db8::ffff:2"])
def test_neighbours_in_one_ipv6_network_count_as_one(given: str) -> None:
    assert lock_out.address(given) == lock_out.address("2001:db8::")


def test_session_ends_after_a_while_without_use(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    session = client.session
    session[sessions.SEEN_AT] -= 60
    session.save()
    assert is_in(client)
    idle = timezone.now() - timedelta(minutes=30)
    OpenSession.objects.update(seen_at=idle)
    session[sessions.SEEN_AT] -= 1800
    session.save()
    assert not is_in(client)
    assert kinds() == ["sign_in", "sign_out"]


def test_session_ends_after_twelve_hours_however_it_is_used(
    client: Client, operator: Agent
) -> None:
    sign_in(client, "operator")
    session = client.session
    session[sessions.SIGNED_IN_AT] -= 12 * 3600
    session.save()
    assert not is_in(client)


def test_session_cookie_is_gone_with_the_browser_and_closed_to_scripts(
    client: Client, operator: Agent
) -> None:
    sign_in(client, "operator")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_use_of_a_session_is_written_once_a_minute(
    client: Client, operator: Agent, django_assert_num_queries: object
) -> None:
    sign_in(client, "operator")
    session = client.session
    assert session[sessions.SEEN_AT]  # it is read when it is asked for the first time
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert not sessions.is_over(session)
    session[sessions.SEEN_AT] -= 61
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert not sessions.is_over(session)
