"""Closed by default: what a visitor and a stranger get at every address."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern

from command_center.people.models import Agent
from command_center.urls import urlpatterns

AT_THE_DOOR = {
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "invitation",
    "openid_connect_login",
    "openid_connect_callback",
    "saml_login",
    "saml_acs",
    "saml_finish_acs",
    "saml_metadata",
    "saml_sls",
}
"""Of django-allauth, or of a link that is its own key: see `tests/signing_in`."""

OWN = {
    "account",
    "account_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "passkey_remove",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "session_end",
    "sessions_end_others",
}
"""Of whoever is signed in: it needs no right to see one's own account."""

PUBLIC = AT_THE_DOOR | {
    "api",  # of programs with a token: every operation of it is walked in `tests/api`
    "sign_in",
    "sign_out",
    "set_language",
    "healthz",
    "readyz",
    "notice",
    "notice_in",
}
FOR_ALL_AGENTS = {"/shift", "/guide/", "/guide/chapter", "/guide/<path:file>"}
FOR_PROGRAMS = {"/metrics"}
"""A program without its token is told 401, and not where to sign in."""


def addresses(but: set[str] = PUBLIC) -> list[str]:
    inner: list[URLPattern] = [one for one in urlpatterns if one.name not in but]
    return ["/" + re.sub(r"<int:\w+>", "1", str(one.pattern)) for one in inner]


@pytest.mark.django_db
@pytest.mark.parametrize("address", sorted(set(addresses()) - FOR_PROGRAMS))
def test_every_page_sends_a_visitor_to_the_sign_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("address", sorted(set(addresses(PUBLIC | OWN)) - FOR_ALL_AGENTS))
def test_every_page_is_refused_to_a_stranger(client: Client, stranger: Agent, address: str) -> None:
    client.force_login(stranger)
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_sign_in_takes_the_right_password_only(client: Client, operator: Agent) -> None:
    wrong = client.post("/sign-in", {"username": "operator", "password": "wrong"})
    assert wrong.status_code == 200
    right = {"username": "operator", "password": "correct horse battery"}
    assert client.post("/sign-in", right).headers["location"] == "/"


@pytest.mark.django_db
def test_language_can_be_chosen_before_signing_in(client: Client) -> None:
    client.post("/language", {"language": "en", "next": "/sign-in"})
    assert "Sign in" in client.get("/sign-in").text
    client.post("/language", {"language": "fr", "next": "/sign-in"})
    assert "Se connecter" in client.get("/sign-in").text


@pytest.mark.django_db
def test_pages_forbid_scripts_from_elsewhere(client: Client) -> None:
    policy = client.get("/sign-in").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
