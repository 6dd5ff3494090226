"""A shift begins with its reason: asked once, before the first look."""

import pytest
from django.test import Client

from command_center.journal.models import Entry, Operation
from command_center.journal.origin import SHIFT_REASON
from command_center.people.models import Agent
from command_center.people.reason import enter_known

WATCHING = "Watching over the event under the order in force"


@pytest.fixture
def begun(client: Client, operator: Agent) -> Client:
    """Signed in, and has said nothing yet."""
    enter_known()
    client.force_login(operator)
    session = client.session
    del session[SHIFT_REASON]
    session.save()
    return client


def test_the_wall_asks_first_and_leads_back(begun: Client) -> None:
    answer = begun.get("/?a=1")
    assert (answer.status_code, answer.headers["location"]) == (302, "/shift?next=%2F%3Fa%3D1")
    said = begun.post("/shift", {"reason": WATCHING, "next": "/?a=1"})
    assert said.headers["location"] == "/?a=1"
    assert begun.get("/").status_code == 200
    looks = Entry.objects.filter(operation=Operation.CONSULTATION)
    assert set(looks.values_list("reason", flat=True)) == {WATCHING}
    shift = Entry.objects.get(object_kind="shift")
    assert (shift.operation, shift.author_name) == (Operation.ACCESS, "operator")


def test_a_script_and_a_picture_are_refused(begun: Client) -> None:
    for mode in ("cors", "no-cors", "same-origin"):
        answer = begun.get("/alerts/rows", headers={"sec-fetch-mode": mode})
        assert answer.status_code == 403
    page = begun.get("/alerts/rows", headers={"sec-fetch-mode": "navigate"})
    assert page.status_code == 302


def test_a_form_is_led_back_to_the_page_that_it_came_from(begun: Client, operator: Agent) -> None:
    Agent.objects.filter(pk=operator.pk).update(is_superuser=True)
    asked = begun.post("/cameras/probe", headers={"referer": "http://testserver/cameras/new?x"})
    assert asked.headers["location"] == "/shift?next=%2Fcameras%2Fnew"
    elsewhere = begun.post("/cameras/probe", headers={"referer": "http://elsewhere/cameras"})
    assert elsewhere.headers["location"] == "/shift?next=%2F"


def test_words_of_ones_own_are_needed_where_none_is_chosen(begun: Client) -> None:
    assert begun.post("/shift", {"reason": "other", "own": "  "}).status_code == 400
    assert begun.post("/shift", {"reason": "other", "own": "Fire drill"}).status_code == 302
    assert begun.session[SHIFT_REASON] == "Fire drill"


def test_it_never_leads_elsewhere(begun: Client) -> None:
    answer = begun.post("/shift", {"reason": WATCHING, "next": "https://elsewhere.example/"})
    assert answer.headers["location"] == "/"
