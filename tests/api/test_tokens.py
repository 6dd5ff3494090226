"""Tokens: whole by their checksum, kept as digests, never changed, revoked at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError
from django.test import Client
from django.utils import timezone
from hypothesis import given as examples
from hypothesis import strategies as st

from command_center.api.models import Token
from command_center.api.scope import OPENS, Scope
from command_center.api.secret import PREFIX, is_whole, new_secret
from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.people.role_rights import ROLE_RIGHTS
from tests.api.asking import ENGLISH, program, token_of, unsaved_token
from tests.api.giving import given
from tests.law.ways import Way, delete_by_sql, every_change, every_way


def test_a_secret_is_known_by_its_shape_and_checksum() -> None:
    secret = new_secret()
    assert secret.startswith(PREFIX)
    assert is_whole(secret)
    assert len({new_secret() for _ in range(100)}) == 100


@examples(st.integers(4, 52), st.sampled_from("0aZ"))
def test_one_wrong_letter_is_noticed(index: int, letter: str) -> None:
    secret = new_secret()
    changed = secret[:index] + letter + secret[index + 1 :]
    assert is_whole(changed) == (changed == secret)


@examples(st.text(max_size=80))
def test_no_other_text_is_taken_for_one(text: str) -> None:
    assert not is_whole(text)


def test_every_scope_opens_rights_that_a_role_gives() -> None:
    given_by_roles = frozenset().union(*ROLE_RIGHTS.values())
    assert set(OPENS) == set(Scope)
    for rights in OPENS.values():
        assert rights <= given_by_roles


@every_way
@pytest.mark.parametrize(
    "wrong",
    [
        {"expires_at": timezone.now() + timedelta(days=400)},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"purpose": "  "},
        {"scopes": []},
        {"digest": "vgi_secret"},
    ],
    ids=["too long", "over", "no purpose", "no scopes", "a secret"],
)
def test_a_token_that_is_wrong_is_refused(way: Way, wrong: dict[str, Any], agent: Agent) -> None:
    with pytest.raises(IntegrityError):
        way(unsaved_token(agent, **wrong)[0])


@every_change
@pytest.mark.parametrize(
    "changed",
    [{"scopes": ["orders:write"]}, {"expires_at": timezone.now() + timedelta(days=300)}],
    ids=["scopes", "end"],
)
def test_a_token_never_opens_more_than_it_did(
    change: Callable[..., None], changed: dict[str, Any], agent: Agent
) -> None:
    token, _ = token_of(agent)
    with pytest.raises(DatabaseError, match="kept as it was made"):
        change(token, **changed)


@every_change
def test_a_revoked_token_stays_revoked(change: Callable[..., None], agent: Agent) -> None:
    token, _ = token_of(agent)
    assert token.revoke(agent)
    assert not token.revoke(agent)
    with pytest.raises(DatabaseError, match="revoked once"):
        change(token, revoked_at=None, revoked_by=None)


def test_a_token_is_never_deleted(agent: Agent) -> None:
    with pytest.raises(DatabaseError, match="never deleted"):
        delete_by_sql(token_of(agent)[0])


def test_a_token_that_is_over_revoked_or_of_who_left_opens_nothing(agent: Agent) -> None:
    one = program(agent, Scope.ORDERS_READ)
    assert one.get("/orders").status_code == 200
    one.token.revoke(agent)
    assert one.get("/orders").status_code == 401
    other = program(agent, Scope.ORDERS_READ)
    agent.is_active = False
    agent.save()
    answer = other.get("/orders")
    assert answer.status_code == 401
    assert "unknown, revoked or over" in answer.json()["detail"]


def test_a_part_of_a_token_is_told_from_a_revoked_one(agent: Agent) -> None:
    one = program(agent)
    answer = Client().get(
        "/api/v1/orders", headers={"authorization": f"Bearer {one.secret[:-1]}", **ENGLISH}
    )
    assert answer.status_code == 401
    assert "a part of it is missing" in answer.json()["detail"]


def test_the_last_use_is_kept_coarsely(agent: Agent) -> None:
    one = program(agent)
    one.get("/orders")
    first = Token.objects.get(pk=one.token.pk).last_used_at
    one.get("/orders")
    assert first is not None
    assert Token.objects.get(pk=one.token.pk).last_used_at == first


@pytest.fixture
def head(stranger: Agent, client: Client, settings: Any) -> Agent:
    settings.SECOND_FACTOR_FORCED = False
    rights = ["api.view_token", "api.add_token", "api.delete_token", "law.view_order"]
    agent = given(stranger, *rights)
    client.cookies[configured.LANGUAGE_COOKIE_NAME] = "en"
    signed = {"username": "stranger", "password": "correct horse battery"}
    assert client.post("/sign-in", signed).status_code == 302
    return agent


def made(client: Client, **changes: Any) -> Any:
    form = {"purpose": "Shift report", "scopes": ["orders:read"], "days": "30"}
    return client.post("/tokens/new", {**form, **changes})


def test_a_token_is_made_shown_once_and_works(client: Client, head: Agent) -> None:
    page = made(client)
    (secret,) = set(re.findall(r"vgi_[0-9A-Za-z]{49}", page.text))
    token = Token.objects.get()
    assert (token.agent, token.purpose, token.scopes) == (head, "Shift report", ["orders:read"])
    assert secret not in client.get("/tokens/").text
    asked = {"authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/orders", headers=asked).status_code == 200
    assert Client().get("/api/v1/alerts", headers=asked).status_code == 403
    entry = Entry.objects.get(object_kind="token_new", operation=Operation.MODIFICATION)
    assert secret not in str(entry.detail)
    assert not Token.objects.filter(digest=secret).exists()


def test_only_what_the_agent_may_do_is_offered(client: Client, head: Agent) -> None:
    page = client.get("/tokens/new").text
    assert 'value="orders:read"' in page
    assert 'value="alerts:read"' not in page
    assert "was not made" in made(client, scopes=["alerts:read"]).text
    assert not Token.objects.exists()


def test_who_signed_in_long_ago_says_first_who_they_are(client: Client, head: Agent) -> None:
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 3600
    session["account_authentication_methods"] = session["account_authentication_methods"]
    session.save()
    answer = made(client)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/account/confirm")
    assert not Token.objects.exists()


def test_anybody_in_charge_revokes_it(client: Client, head: Agent, operator: Agent) -> None:
    token, _ = token_of(operator)
    assert "Shift report" in client.get("/tokens/").text
    assert client.post(f"/tokens/{token.pk}/revoke").status_code == 302
    token.refresh_from_db()
    assert token.revoked_by == head
    assert "revoked" in client.get("/tokens/").text
    assert client.get(f"/tokens/{token.pk}/revoke").status_code == 405


def test_the_reference_shows_every_operation(client: Client, head: Agent) -> None:
    page = client.get("/tokens/reference").text
    for word in ("/api/v1/alerts/{alert_id}/verdicts", "alerts:judge", "Idempotency-Key"):
        assert word in page


def test_the_committed_document_is_what_the_code_says(capsys: Any) -> None:
    call_command("openapi")
    kept = (configured.BASE_DIR / "docs" / "openapi.json").read_text()
    told = "run `manage.py openapi > docs/openapi.json` and docs/clients/generate"
    assert capsys.readouterr().out == kept, told
