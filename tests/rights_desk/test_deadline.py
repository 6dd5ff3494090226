"""Deadlines in calendar months, which an administrator corrects."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from command_center.law.month import a_month_after
from command_center.people.models import Agent
from command_center.rights_desk.banners import banners
from command_center.rights_desk.deadline import extended_due_on, months_after
from command_center.rights_desk.desk import take_step
from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import Decision, StepKind
from command_center.rights_desk.rows import request_row, request_rows, today, urgency, urgent_counts
from command_center.venues.models import Venue
from tests.rights_desk.receiving import received


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_month_of_days_is_the_month_of_the_law(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert months_after(day, 1) == a_month_after(noon, ZoneInfo("UTC")).date()


@pytest.mark.parametrize(
    ("received_on", "due_on", "extended"),
    [
        (date(2026, 1, 15), date(2026, 2, 15), date(2026, 4, 15)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
    ],
)
@pytest.mark.django_db
def test_request_is_due_after_a_month_and_two_more_when_extended(
    received_on: date, due_on: date, extended: date
) -> None:
    assert months_after(received_on, 1) == due_on
    assert extended_due_on(received_on) == extended


@pytest.mark.parametrize(("days", "told"), [(-1, "overdue"), (0, "soon"), (7, "soon"), (8, "open")])
def test_urgency_goes_by_the_days_that_are_left(days: int, told: str) -> None:
    assert urgency(days) == told


def test_overdue_and_soon_due_are_first_and_in_a_banner(
    client: Client, clerk: Agent, venue: Venue, rf_request: object
) -> None:
    fresh = received(venue, clerk)
    overdue = received(venue, clerk, days_ago=40)
    soon = received(venue, clerk, days_ago=27)
    waiting, done = request_rows()
    assert [row.request for row in waiting] == [overdue, soon, fresh]
    assert [row.urgency for row in waiting] == ["overdue", "soon", "open"]
    assert (done, urgent_counts()) == ([], (1, 1))
    told = [(one.severity, one.text) for one in banners(rf_request)["rights_banners"]]  # type: ignore[arg-type]
    assert [severity for severity, _ in told] == ["high", "medium"]
    take_step(overdue, StepKind.EXTENDED, clerk, words="Many cameras")
    assert urgent_counts() == (0, 1)
    take_step(soon, StepKind.ANSWERED, clerk, decision=Decision.GRANTED, words="Here.")
    assert urgent_counts() == (0, 0)
    assert banners(rf_request)["rights_banners"] == []  # type: ignore[arg-type]


@pytest.fixture
def rf_request(rf: object, clerk: Agent) -> object:
    request = rf.get("/")  # type: ignore[attr-defined]
    request.user = clerk
    return request


def test_banner_says_nothing_to_others(rf_request: object, stranger: Agent, venue: Venue) -> None:
    received(venue, rf_request.user, days_ago=40)  # type: ignore[attr-defined]
    rf_request.user = stranger  # type: ignore[attr-defined]
    assert banners(rf_request)["rights_banners"] == []  # type: ignore[arg-type]


def test_corrected_term_counts_for_what_comes_in_then(
    client: Client, clerk: Agent, venue: Venue
) -> None:
    before = received(venue, clerk)
    form = {"months": 2, "source": "A text", "confirmation": "text", "reason": "Read it"}
    assert client.post("/rights/basis/terms/answer", form).status_code == 302
    after = received(venue, clerk)
    assert after.due_on == months_after(today(), 2)
    assert RightsRequest.objects.get(pk=before.pk).due_on == months_after(today(), 1)
    assert request_row(after).days > request_row(before).days
    assert client.post("/rights/basis/terms/answer", {**form, "months": 0}).status_code == 200
    page = client.get("/rights/basis").text
    assert "A text" in page
    assert "from memory, to be checked" in page
