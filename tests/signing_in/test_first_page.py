"""Whoever asks for no page in particular comes to the first one that is theirs."""

from typing import Any

import pytest
from django.test import Client

from command_center.people.models import Agent
from command_center.people.roles import Role
from tests.people.posted import posted
from tests.signing_in.at_the_door import PASSWORD

FIRST = {
    Role.OPERATOR: "/",
    Role.SUPERVISOR: "/",
    Role.ADMINISTRATOR: "/",
    Role.LEGAL: "/",
    Role.INSPECTOR: "/",
    Role.TECHNICAL: "/health/",
}


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_FORCED = False


@pytest.mark.parametrize("asked", [{}, {"next": "/"}])
@pytest.mark.parametrize("role", list(Role))
def test_role_comes_to_a_page_that_it_may_see(
    client: Client, stranger: Agent, role: Role, asked: dict[str, str]
) -> None:
    posted(stranger, role, None)
    given = {"username": "stranger", "password": PASSWORD, **asked}
    there = client.post("/sign-in", given).headers["location"]
    assert there == FIRST[role]
    assert client.get(there).status_code == 200


def test_front_page_that_was_asked_for_signed_out_leads_there_too(
    client: Client, stranger: Agent
) -> None:
    posted(stranger, Role.TECHNICAL, None)
    form = client.get("/").headers["location"]
    assert form == "/sign-in?next=/"
    there = client.post(form, {"username": "stranger", "password": PASSWORD})
    assert there.headers["location"] == "/health/"


@pytest.mark.parametrize("role", list(Role))
def test_brand_leads_there_too(client: Client, stranger: Agent, role: Role) -> None:
    posted(stranger, role, None)
    client.force_login(stranger)
    answer = client.get("/", follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, FIRST[role])


def test_whose_standing_is_closed_is_told_so(
    client: Client, operator: Agent, stranger: Agent
) -> None:
    operator.designations.get().revoke(stranger, "left")
    answer = client.post("/sign-in", {"username": "operator", "password": PASSWORD})
    assert answer.headers["location"] == "/"
    answer = client.get("/")
    assert answer.status_code == 403
    assert "standing-lacks" in answer.text


def test_whoever_has_no_right_at_all_is_told_so(client: Client, stranger: Agent) -> None:
    answer = client.post("/sign-in", {"username": "stranger", "password": PASSWORD})
    assert answer.headers["location"] == "/"
    assert client.get("/").status_code == 403
