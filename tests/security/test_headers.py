"""What answers tell the browser, as a real site gives them: over TLS, by Daphne."""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse

import pytest
from django.test import Client

from command_center.people.models import Agent
from tests.daphne import Daphne, daphne

KEY = "X7oYd1Qm3rVb9tLkZp5sWc2nGf8hJa4eUy6iTx0RqMwNvBzCgHdKlSjPaOuEiFr"
EVERYWHERE = {
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daphne]:
    monkeypatch.setenv("HTTPS_ONLY", "1")
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("ALLOWED_HOSTS", "vigie.example")
    with daphne() as web:
        yield web


def ask(site: Daphne, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    said = {"Host": "vigie.example", "X-Forwarded-Proto": "https", **headers}
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=30)) as connection:
        connection.request(method, path, headers=said)
        answer = connection.getresponse()
        answer.read()
        return answer


@pytest.mark.slow
def test_every_answer_of_a_real_site_has_its_headers(site: Daphne) -> None:
    for path in ("/sign-in", "/", "/nothing/here", "/static/styles/page.css", "/healthz"):
        answer = ask(site, path)
        told = {name: answer.headers[name] for name in EVERYWHERE}
        assert told == EVERYWHERE, path
        assert "camera=()" in answer.headers["permissions-policy"]
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
    cookies = ask(site, "/sign-in").headers.get_all("set-cookie")
    assert cookies
    for cookie in cookies:
        assert re.match(r"__Host-\w+=", cookie)
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    plain = ask(site, "/sign-in", **{"X-Forwarded-Proto": "http"})
    assert (plain.status, plain.headers["location"]) == (301, "https://vigie.example/sign-in")
    assert ask(site, "/sign-in", Host="other.example").status == 400
    assert ask(site, "/sign-in", "TRACE").status == 405


def test_pages_about_people_are_kept_nowhere(client: Client, operator: Agent) -> None:
    client.force_login(operator)
    for path in ("/", "/alerts/rows", "/nothing/here"):
        assert "no-store" in client.get(path).headers["cache-control"], path


@pytest.mark.django_db  # closing an answer looks at the connection
def test_styles_may_be_kept(client: Client) -> None:
    with closing(client.get("/static/styles/page.css")) as answer:
        assert "no-store" not in answer.headers["cache-control"]
