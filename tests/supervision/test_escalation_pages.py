"""The page of escalations: who may enter what, and where."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.supervision.models import DeskCheck, EscalationRule
from command_center.venues.models import Venue
from tests.notifications.channels import channel
from tests.people.posted import posted

STEP = {"what": "rule", "rule-severity": "high", "rule-after_s": "60", "rule-to": "role:supervisor"}


@pytest.fixture
def head(client: Client, stranger: Agent) -> Agent:
    agent = posted(stranger, Role.ADMINISTRATOR, None)
    client.force_login(agent)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return agent


def test_right_is_one_of_supervision(db: None) -> None:
    found = Permission.objects.filter(content_type__app_label="supervision")
    assert set(found.values_list("codename", flat=True)) == {"view_load", "change_escalation"}


def test_step_is_entered_and_ended(client: Client, head: Agent, venue: Venue) -> None:
    one = channel("email", name="Fire brigade")
    given: dict[str, Any] = {**STEP, "rule-channels": [one.pk], "rule-venue": venue.pk}
    assert client.post("/escalations/new", given).status_code == 302
    rule = EscalationRule.objects.get()
    assert (rule.venue, rule.after_s, rule.role, rule.channels, rule.author) == (
        venue.pk,
        60,
        Role.SUPERVISOR,
        [one.pk],
        head,
    )
    page = client.get("/escalations/").text
    assert "High priority, not acknowledged for 1 minute" in page
    assert "Fire brigade" in page
    client.post("/escalations/end", {"what": "rule", "number": rule.pk})
    rule.refresh_from_db()
    assert rule.ended_by == head
    assert Entry.objects.filter(object_kind="escalation_set").count() == 2


def test_person_may_be_named_by_whoever_reaches_everywhere(
    client: Client, head: Agent, operator: Agent
) -> None:
    client.post("/escalations/new", {**STEP, "rule-to": f"agent:{operator.pk}"})
    assert EscalationRule.objects.get().agent == operator


@pytest.mark.parametrize(
    "wrong", [{"rule-after_s": "5"}, {"rule-severity": "x"}, {"rule-to": "role:nobody"}]
)
def test_step_that_makes_no_sense_is_refused(
    client: Client, head: Agent, wrong: dict[str, str]
) -> None:
    assert client.post("/escalations/new", {**STEP, **wrong}).status_code == 400
    assert not EscalationRule.objects.exists()


def test_new_check_of_a_desk_takes_the_place_of_the_one_before(
    client: Client, head: Agent, venue: Venue
) -> None:
    given = {"what": "desk", "desk-venue": venue.pk, "desk-to": "role:supervisor"}
    client.post("/escalations/new", {**given, "desk-every_min": "15"})
    client.post("/escalations/new", {**given, "desk-every_min": "10"})
    assert DeskCheck.objects.count() == 2
    assert DeskCheck.objects.get(ended_at=None).every_min == 10


def test_administrator_of_a_venue_changes_what_is_of_it_alone(
    client: Client, stranger: Agent, venue: Venue
) -> None:
    chief = Agent.objects.create_user("chief.dupont")
    arena = Venue.objects.create(name="Arena")
    usual: dict[str, Any] = {"severity": "high", "after_s": 60, "author": chief}
    theirs = EscalationRule.objects.create(venue=arena.pk, role=Role.SUPERVISOR, **usual)
    of_all = EscalationRule.objects.create(role="", agent=chief, **usual)
    client.force_login(posted(stranger, Role.ADMINISTRATOR, venue))
    page = client.get("/escalations/").text
    assert "Arena" not in page
    assert chief.username not in page
    for rule in (theirs, of_all):
        ended = client.post("/escalations/end", {"what": "rule", "number": rule.pk})
        assert ended.status_code == 404
    for elsewhere in ("", str(arena.pk)):
        refused = client.post("/escalations/new", {**STEP, "rule-venue": elsewhere})
        assert refused.status_code == 400, elsewhere
    assert client.post("/escalations/new", {**STEP, "rule-venue": venue.pk}).status_code == 302


def test_operator_does_not_see_it(client: Client, operator: Agent) -> None:
    client.force_login(operator)
    assert client.get("/escalations/").status_code == 403
    assert client.post("/escalations/new", STEP).status_code == 403
