"""Signing in by a provider of OpenID Connect: only as an agent that an administrator named."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client

from command_center.people.models import Agent
from command_center.signing_in.models import Identity
from command_center.signing_in.providers import links, providers, trusted_for_email
from tests.signing_in.at_the_door import is_in, kinds
from tests.signing_in.oidc_provider import consent, oidc_provider

PEOPLE = [
    {"sub": "1001", "email": "moreau@ville.example", "email_verified": True},
    {"sub": "1002", "email": "moreau@ville.example", "email_verified": True},
    {"sub": "1003", "email": "roux@ville.example", "email_verified": False},
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with oidc_provider(PEOPLE) as address:
        yield address


@pytest.fixture
def configured(provider: str, settings: Any) -> None:
    given = {
        "OIDC_SERVER": provider,
        "OIDC_CLIENT_ID": "vigie",
        "OIDC_CLIENT_SECRET": "a secret of the tests",
        "OIDC_NAME": "City of Lyon",
    }
    settings.SOCIALACCOUNT_PROVIDERS = providers(given)


def come_in(client: Client, subject: str, asked: str = "/orders/") -> HttpResponse:
    away = client.get(f"/sign-in/oidc?next={asked}").headers["location"]
    back = urlsplit(consent(away, subject))
    answer: HttpResponse = client.get(f"{back.path}?{back.query}")
    return answer


def named(agent: Agent, by: Agent, **given: str) -> Identity:
    return Identity.objects.create(agent=agent, entered_by=by, provider="oidc", **given)


@pytest.mark.usefixtures("configured")
def test_agent_who_was_named_by_subject_comes_in(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    named(operator, stranger, subject="1001")
    assert come_in(client, "1001").headers["location"] == "/orders/"
    assert client.get("/account/").context["user"] == operator
    assert kinds() == ["sign_in"]


@pytest.mark.usefixtures("configured")
def test_request_carries_state_and_pkce(client: Client, operator: Agent) -> None:
    away = urlsplit(client.get("/sign-in/oidc").headers["location"])
    asked = parse_qs(away.query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert asked["redirect_uri"] == ["http://testserver/sign-in/oidc/back"]


@pytest.mark.usefixtures("configured")
def test_nobody_comes_in_by_another_browsers_answer(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    named(operator, stranger, subject="1001")
    away = Client().get("/sign-in/oidc").headers["location"]
    back = urlsplit(consent(away, "1001"))
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not is_in(client)


@pytest.mark.usefixtures("configured")
def test_unknown_person_is_refused_and_no_account_made(client: Client, operator: Agent) -> None:
    answer = come_in(client, "1001")
    assert answer.status_code == 403
    assert not is_in(client)
    assert Agent.objects.count() == 1
    assert kinds() == ["sign_in_refused"]


@pytest.mark.usefixtures("configured")
def test_first_sign_in_by_email_fixes_the_subject(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    one = named(operator, stranger, email="Moreau@ville.example")
    come_in(client, "1001")
    assert is_in(client)
    one.refresh_from_db()
    assert one.subject == "1001"
    heir = Client()
    assert come_in(heir, "1002").status_code == 403
    assert not is_in(heir)


@pytest.mark.usefixtures("configured")
def test_email_that_the_provider_has_not_verified_proves_nothing(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    named(operator, stranger, email="roux@ville.example")
    assert come_in(client, "1003").status_code == 403
    assert not is_in(client)


@pytest.mark.usefixtures("configured")
def test_closed_account_is_refused(client: Client, operator: Agent, stranger: Agent) -> None:
    named(operator, stranger, subject="1001")
    Agent.objects.filter(pk=operator.pk).update(is_active=False)
    assert come_in(client, "1001").status_code == 403
    assert not is_in(client)


@pytest.mark.usefixtures("configured")
def test_administrator_names_and_removes_an_identity(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    rights = Permission.objects.filter(content_type__app_label="people")
    stranger.user_permissions.set(rights)
    head = Client()
    head.force_login(stranger)
    page = f"/people/{operator.pk}/account"
    empty = {"provider": "oidc", "subject": "", "email": ""}
    assert head.post(page, empty).status_code == 200
    assert head.post(page, empty | {"subject": "1001"}).status_code == 302
    come_in(client, "1001")
    assert is_in(client)
    head.post(f"/people/{operator.pk}/identities/{Identity.objects.get().pk}/remove")
    other = Client()
    come_in(other, "1001")
    assert not is_in(other)


@pytest.mark.usefixtures("configured")
def test_sign_in_page_offers_the_provider(client: Client, operator: Agent) -> None:
    assert "City of Lyon" in client.get("/sign-in").text


def test_without_a_provider_its_addresses_are_not_there(client: Client, operator: Agent) -> None:
    for address in ("oidc", "oidc/back", "saml", "saml/metadata"):
        assert client.get(f"/sign-in/{address}").status_code == 404


def test_one_identity_is_one_agents(operator: Agent, stranger: Agent) -> None:
    named(operator, stranger, subject="1001", email="a@ville.example")
    for given in ({"subject": "1001"}, {"email": "A@ville.example"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            named(stranger, operator, **given)


def test_half_a_provider_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_SECRET is not set"):
        providers({"OIDC_SERVER": "https://id.example", "OIDC_CLIENT_ID": "vigie"})
    assert providers({}) == {}
    assert links({}, "/") == []
    assert trusted_for_email({}) == {"saml"}
    assert trusted_for_email({"OIDC_EMAILS_ARE_VERIFIED": "1"}) == {"saml", "oidc"}
