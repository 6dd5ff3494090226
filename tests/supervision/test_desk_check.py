"""Whether anybody is at the desk: asked while an order is in force, judged by the server alone."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from command_center.law.models import Order
from command_center.notifications.composing import compose
from command_center.notifications.models import Delivery, What
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.streams.redis_client import client as redis_client
from command_center.supervision.awake import AWAKE, SINCE, awake, known_since, tell_awake
from command_center.supervision.desk_checking import check_desks
from command_center.supervision.models import DeskAlarm, DeskCheck
from command_center.venues.models import Camera, Venue
from tests.law.ordering import ordered
from tests.notifications.channels import channel
from tests.people.posted import posted

MINUTE = timedelta(minutes=1)
EVERY_MIN = 15


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    redis_client().delete(AWAKE, SINCE)
    yield
    redis_client().delete(AWAKE, SINCE)


@pytest.fixture
def order(camera: Camera) -> Order:
    now = timezone.now()
    return ordered([camera], starts_at=now - 2 * MINUTE, ends_at=now + timedelta(days=1))


@pytest.fixture
def at_desk(stranger: Agent, venue: Venue) -> Agent:
    return posted(stranger, Role.OPERATOR, venue)


def check(venue: Venue, author: Agent, **given: Any) -> DeskCheck:
    usual: dict[str, Any] = {"every_min": EVERY_MIN, "role": Role.SUPERVISOR}
    return DeskCheck.objects.create(venue=venue.pk, **usual | given, author=author)


def open_alarms() -> list[str]:
    return list(DeskAlarm.objects.filter(ended_at=None).values_list("why", flat=True))


def known_long_ago(now: datetime) -> None:
    known_since(now - timedelta(days=1))


@pytest.fixture
def now(order: Order, venue: Venue, operator: Agent) -> datetime:
    """An order has been in force for longer than a page may be missed."""
    check(venue, operator)
    at = timezone.now() + 10 * MINUTE
    known_long_ago(at)
    return at


def test_operator_who_works_raises_nothing(now: datetime, at_desk: Agent) -> None:
    tell_awake(at_desk.pk, has_input=True, now=now - MINUTE)
    check_desks(now)
    assert open_alarms() == []


def test_desk_without_an_open_page_is_told(now: datetime) -> None:
    check_desks(now)
    assert open_alarms() == ["unattended"]


def test_page_of_somebody_elsewhere_does_not_count(now: datetime, operator: Agent) -> None:
    other = Agent.objects.create_user("other", password="correct horse battery")
    posted(other, Role.OPERATOR, Venue.objects.create(name="Arena"))
    tell_awake(other.pk, has_input=True, now=now)
    check_desks(now)
    assert open_alarms() == ["unattended"]


def test_page_of_one_who_may_only_look_does_not_count(now: datetime, operator: Agent) -> None:
    tell_awake(operator.pk, has_input=True, now=now)
    check_desks(now)
    assert open_alarms() == ["unattended"]


def told_for(agent: Agent, now: datetime, idle: timedelta) -> None:
    """A page that is open, and at which nothing was done for so long."""
    tell_awake(agent.pk, has_input=True, now=now - idle)
    seen = now - idle
    while seen < now - MINUTE:
        seen += MINUTE
        tell_awake(agent.pk, has_input=False, now=seen)


def test_question_that_nobody_answers_within_a_minute_is_told(
    now: datetime, at_desk: Agent
) -> None:
    told_for(at_desk, now, EVERY_MIN * MINUTE + timedelta(seconds=50))
    check_desks(now)
    assert open_alarms() == []
    check_desks(now + timedelta(seconds=20))
    assert open_alarms() == ["unanswered"]


def test_answer_ends_it_and_it_is_told_once(now: datetime, at_desk: Agent) -> None:
    sent = channel("webhook", tells_escalations=True)
    told_for(at_desk, now, (EVERY_MIN + 2) * MINUTE)
    for _ in range(3):
        check_desks(now)
    assert DeskAlarm.objects.count() == Delivery.objects.filter(what=What.DESK).count() == 1
    message = compose(Delivery.objects.get(channel=sent))
    assert message is not None
    assert (message.type, message.data["why"]) == ("desk.unattended", "unanswered")
    tell_awake(at_desk.pk, has_input=True, now=now)
    check_desks(now)
    assert open_alarms() == []


def test_answer_of_one_is_enough_for_all(now: datetime, at_desk: Agent, venue: Venue) -> None:
    told_for(at_desk, now, (EVERY_MIN + 5) * MINUTE)
    other = Agent.objects.create_user("other", password="correct horse battery")
    tell_awake(posted(other, Role.OPERATOR, venue).pk, has_input=True, now=now)
    check_desks(now)
    assert open_alarms() == []


def test_nothing_is_asked_while_no_order_is_in_force(
    venue: Venue, operator: Agent, camera: Camera
) -> None:
    check(venue, operator)
    at = timezone.now()
    known_long_ago(at)
    check_desks(at)
    assert open_alarms() == []


def test_end_of_the_order_ends_it(now: datetime, order: Order) -> None:
    check_desks(now)
    assert open_alarms() == ["unattended"]
    check_desks(order.ends_at + MINUTE)
    assert open_alarms() == []


def test_redis_that_began_anew_accuses_nobody(now: datetime) -> None:
    redis_client().delete(SINCE)
    check_desks(now)
    assert open_alarms() == []
    check_desks(now + 3 * MINUTE)
    assert open_alarms() == ["unattended"]


def test_without_minutes_only_an_open_page_is_wanted(
    order: Order, venue: Venue, operator: Agent, at_desk: Agent
) -> None:
    check(venue, operator, every_min=None)
    at = timezone.now() + 60 * MINUTE
    known_long_ago(at)
    told_for(at_desk, at, 55 * MINUTE)
    check_desks(at)
    assert open_alarms() == []


def test_one_check_a_venue_holds(venue: Venue, operator: Agent) -> None:
    check(venue, operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        check(venue, operator)


def test_page_tells_and_hears_when_it_asks(
    client: Client, order: Order, venue: Venue, operator: Agent, at_desk: Agent
) -> None:
    client.force_login(at_desk)
    answer = client.post("/desk/awake", {"input": "1"})
    assert json.loads(answer.content)["asks_in_s"] is None
    check(venue, operator)
    asks_in_s = json.loads(client.post("/desk/awake", {"input": "0"}).content)["asks_in_s"]
    assert EVERY_MIN * 60 - 30 < asks_in_s <= EVERY_MIN * 60
    assert set(awake()) == {at_desk.pk}


def test_saying_that_one_is_there_fills_no_journal(
    client: Client, at_desk: Agent, venue: Venue
) -> None:
    from command_center.journal.models import Entry

    client.force_login(at_desk)
    before = Entry.objects.count()
    client.post("/desk/awake", {"input": "1"})
    client.get("/desk/escalations")
    assert Entry.objects.count() == before


def test_page_that_is_opened_anew_is_an_input(at_desk: Agent) -> None:
    at = timezone.now()
    tell_awake(at_desk.pk, has_input=True, now=at - 60 * MINUTE)
    tell_awake(at_desk.pk, has_input=False, now=at)
    assert awake()[at_desk.pk].input_at == awake()[at_desk.pk].page_at


def test_supervisor_counts_as_operator_and_legal_does_not(
    now: datetime, stranger: Agent, venue: Venue
) -> None:
    legal = posted(stranger, Role.LEGAL, None)
    assert not legal.has_perm("desk.add_act")
    assert Permission.objects.filter(content_type__app_label="desk", codename="add_act").exists()
    tell_awake(legal.pk, has_input=True, now=now)
    check_desks(now)
    assert open_alarms() == ["unattended"]
