"""The second factor: set up, asked for, forced; recovery codes; what is grave is confirmed."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import Client
from django.utils import timezone

from command_center.journal.models import Entry
from command_center.people.models import Agent, Post
from command_center.people.roles import SECOND_FACTOR, Role
from command_center.signing_in.models import Failures, OpenSession
from tests.signing_in.at_the_door import PASSWORD, is_in, kinds, sign_in


@pytest.fixture(autouse=True)
def _no_code_is_used_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def forced(settings: Any) -> None:
    settings.SECOND_FACTOR_FORCED = True


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def add_app(client: Client) -> str:
    """Its secret."""
    found = re.search(r'class="secret">([A-Z2-7]+)<', client.get("/account/app/add").text)
    assert found
    answer = client.post("/account/app/add", {"code": code_of(found[1])})
    assert answer.headers["location"] == "/account/recovery-codes"
    return found[1]


def post_of(agent: Agent, role: Role) -> Post:
    now = timezone.now()
    ends_at = now + timedelta(days=9)
    return Post.objects.create(
        agent=agent, role=role, starts_at=now - timedelta(hours=1), ends_at=ends_at
    )


def test_password_alone_opens_nothing_once_there_is_a_second_factor(
    client: Client, operator: Agent
) -> None:
    sign_in(client, "operator")
    secret = add_app(client)
    other = Client()
    assert sign_in(other, "operator").headers["location"] == "/sign-in/second-factor"
    assert not is_in(other)
    wrong = other.post("/sign-in/second-factor", {"code": "000000"})
    assert wrong.status_code == 200
    assert not is_in(other)
    right = other.post("/sign-in/second-factor", {"code": code_of(secret, 1)})
    assert right.headers["location"] == "/"
    assert is_in(other)


def test_code_serves_once_for_all_web_processes(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    secret = add_app(client)
    for expected in (True, False):
        other = Client()
        sign_in(other, "operator")
        other.post("/sign-in/second-factor", {"code": code_of(secret, 1)})
        assert is_in(other) == expected
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM signing_in_cache")
        assert cursor.fetchone()[0] == 1


def test_secret_is_sealed_in_the_database(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    secret = add_app(client)
    (app,) = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    assert secret not in str(app.data)


def test_guesses_of_the_code_are_counted(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    secret = add_app(client)
    other = Client()
    sign_in(other, "operator")
    for number in range(5):
        other.post("/sign-in/second-factor", {"code": f"00000{number}"})
    other.post("/sign-in/second-factor", {"code": code_of(secret, 1)})
    assert not is_in(other)
    assert Failures.objects.exclude(locked_until=None).count() == 1
    assert kinds().count("second_factor_failed") == 5


def test_recovery_codes_are_shown_once_and_serve_once(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    add_app(client)
    codes = re.findall(r"<li>(\d{8})</li>", client.get("/account/recovery-codes").text)
    assert len(codes) == 10
    assert not re.findall(r"<li>\d{8}</li>", client.get("/account/recovery-codes").text)
    for expected in (True, False):
        other = Client()
        sign_in(other, "operator")
        other.post("/sign-in/second-factor", {"code": codes[0]})
        assert is_in(other) == expected


def test_other_sessions_end_when_a_second_factor_is_added(client: Client, operator: Agent) -> None:
    other = Client()
    sign_in(other, "operator")
    sign_in(client, "operator")
    add_app(client)
    assert not is_in(other)
    assert is_in(client)


def test_second_factor_is_removed_only_by_who_proves_who_they_are_again(
    client: Client, operator: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "operator")
    add_app(client)
    now_s = time.time()
    monkeypatch.setattr(time, "time", lambda: now_s + 301)
    asked = client.post("/account/app/remove")
    assert asked.headers["location"].startswith("/account/confirm")
    assert Authenticator.objects.exists()
    wrong = client.post(asked.headers["location"], {"password": "wrong"})
    assert wrong.status_code == 200
    answer = client.post(
        asked.headers["location"], {"password": PASSWORD, "next": "/account/app/remove"}
    )
    assert answer.headers["location"] == "/account/"
    assert not Authenticator.objects.exists()
    assert kinds()[-2:] == ["second_factor_removed", "second_factor_removed"]


@pytest.mark.usefixtures("forced")
@pytest.mark.parametrize("role", list(Role))
def test_forced_for_the_roles_that_change_rules_or_read_the_journal(
    client: Client, stranger: Agent, role: Role
) -> None:
    post_of(stranger, role)
    sign_in(client, "stranger")
    answer = client.get("/people/")
    is_forced = answer.status_code == 302 and answer.headers["location"] == "/account/"
    assert is_forced == (role in SECOND_FACTOR)


@pytest.mark.usefixtures("forced")
def test_nothing_else_answers_until_it_is_set_up(client: Client, operator: Agent) -> None:
    Agent.objects.filter(pk=operator.pk).update(is_superuser=True)
    sign_in(client, "operator")
    for address in ("/", "/orders/", "/account/password", "/alerts/rows"):
        assert client.get(address).headers["location"] == "/account/"
    assert client.post("/stops/everything", {"reason": "x"}).status_code == 403
    assert (
        "second factor to go on" in client.get("/account/", headers={"accept-language": "en"}).text
    )
    add_app(client)
    assert client.get("/orders/").status_code == 200


@pytest.mark.usefixtures("forced")
def test_post_that_ended_forces_nothing(client: Client, stranger: Agent, operator: Agent) -> None:
    post_of(stranger, Role.LEGAL).revoke(operator, "over")
    sign_in(client, "stranger")
    assert client.get("/account/password").status_code == 200


def test_check_fails_where_it_is_off_in_production(settings: Any) -> None:
    settings.SECOND_FACTOR_FORCED = False
    with pytest.raises(SystemCheckError, match=r"signing_in\.E001"):
        call_command("check", deploy=True, tags=["security"])
    settings.SECOND_FACTOR_FORCED = True
    call_command("check", deploy=True, tags=["security"])


def test_second_factors_are_journalled(client: Client, operator: Agent) -> None:
    sign_in(client, "operator")
    add_app(client)
    assert kinds() == ["sign_in", "second_factor_added", "second_factor_added"]
    assert Entry.objects.filter(detail__type="totp").count() == 1
    assert OpenSession.objects.count() == 1


def test_page_that_was_asked_for_comes_after_the_second_factor(
    client: Client, operator: Agent
) -> None:
    sign_in(client, "operator")
    secret = add_app(client)
    other = Client()
    assert 'name="next" value="/orders/"' in other.get("/sign-in?next=/orders/").text
    sign_in(other, "operator", query_params={"next": "/orders/"})
    answer = other.post("/sign-in/second-factor", {"code": code_of(secret, 1)})
    assert answer.headers["location"] == "/orders/"
