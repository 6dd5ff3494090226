"""Signing in by a provider of SAML: only what it signed, for us, now, and for an agent named."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import etree

from command_center.people.models import Agent
from command_center.signing_in.models import Identity
from command_center.signing_in.providers import providers
from tests.signing_in.at_the_door import is_in, kinds
from tests.signing_in.saml_provider import ENTITY, SSO, US, keys, request_in, response

METADATA = "{urn:oasis:names:tc:SAML:2.0:metadata}"


@pytest.fixture
def client() -> Client:
    return browser()


@pytest.fixture(autouse=True)
def _configured(settings: Any, operator: Agent, stranger: Agent) -> None:
    given = {
        "SAML_IDP_ENTITY_ID": ENTITY,
        "SAML_IDP_SSO_URL": SSO,
        "SAML_IDP_CERTIFICATE": keys("provider").certificate,
        "SAML_NAME": "Ministry",
    }
    settings.SOCIALACCOUNT_PROVIDERS = providers(given)
    Identity.objects.create(agent=operator, entered_by=stranger, provider="saml", subject="1001")


def browser() -> Client:
    """It names the host, as browsers do."""
    return Client(HTTP_HOST="testserver")


def asked(client: Client) -> str:
    """The number of the request that the person is sent away with."""
    away = client.get("/sign-in/saml?next=/orders/").headers["location"]
    assert away.startswith(SSO)
    return request_in(away)


def bring(client: Client, said: str) -> HttpResponse:
    posted = client.post("/sign-in/saml/acs", {"SAMLResponse": said})
    answer: HttpResponse = client.get(posted.headers["location"])
    return answer


def test_agent_who_was_named_comes_in_by_what_the_provider_signed(
    client: Client, operator: Agent
) -> None:
    answer = bring(client, response(asked(client)))
    assert answer.headers["location"] == "/orders/"
    assert client.get("/account/").context["user"] == operator
    assert kinds() == ["sign_in"]


def test_person_whom_nobody_named_is_refused(client: Client) -> None:
    assert bring(client, response(asked(client), subject="2002")).status_code == 403
    assert not is_in(client)
    assert kinds() == ["sign_in_refused"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"signer": ""},
        {"signer": "somebody else"},
        {"audience": "https://another.example/metadata"},
        {"age": timedelta(minutes=20)},
    ],
    ids=["unsigned", "signed by another", "for another", "old"],
)
def test_answer_that_is_not_good_opens_nothing(client: Client, wrong: dict[str, Any]) -> None:
    assert bring(client, response(asked(client), **wrong)).status_code == 403
    assert not is_in(client)
    assert kinds() == ["sign_in_failed"]


def test_changed_answer_opens_nothing(client: Client, stranger: Agent) -> None:
    said = base64.b64decode(response(asked(client), subject="2002"))
    changed = base64.b64encode(said.replace(b">2002<", b">1001<")).decode()
    assert bring(client, changed).status_code == 403
    assert not is_in(client)


def test_answer_to_a_request_of_another_browser_opens_nothing(client: Client) -> None:
    said = response(asked(browser()))
    assert bring(client, said).status_code == 403
    assert not is_in(client)


def test_answer_serves_once(client: Client) -> None:
    said = response(asked(client))
    bring(client, said)
    client.post("/sign-out")
    bring(client, said)
    assert not is_in(client)


def test_answer_that_nobody_asked_for_opens_nothing(client: Client) -> None:
    assert bring(client, response("")).status_code == 403
    assert not is_in(client)


def test_metadata_names_where_to_answer_and_no_single_sign_out(client: Client) -> None:
    tree = etree.fromstring(client.get("/sign-in/saml/metadata").content)
    assert tree.get("entityID") == f"{US}/metadata"
    assert tree.find(f".//{METADATA}AssertionConsumerService").get("Location") == f"{US}/acs"
    assert tree.find(f".//{METADATA}SingleLogoutService") is None
    assert client.get("/sign-in/saml/sls").status_code == 404
