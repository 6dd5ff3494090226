"""Who may see pictures and alerts at an instant: a designation and both trainings, each in time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from command_center.people.models import Agent, Designation, Subject, Training
from command_center.people.standing import PARTS, Part, Standing, State, standing, standings
from tests.people.trained import LASTS, designated, taught, trained

A_MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def part(standing: Standing, name: str) -> Part:
    return next(part for part in standing.parts if part.name == name)


def may_see(agent: Agent, at: datetime) -> bool:
    """Asked of PostgreSQL, as a rule of another room does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_may_see(%s, %s)", [agent.pk, at])
        return bool(cursor.fetchone()[0])


def revoked(entered: Designation | Training, by: Agent) -> datetime:
    assert entered.revoke(by, "No longer needed")
    entered.refresh_from_db()
    assert entered.revoked_at
    return entered.revoked_at


def test_stranger_lacks_all_three(stranger: Agent) -> None:
    found = standing(stranger)
    assert not found.is_open
    assert found.until is None
    assert [part.state for part in found.parts] == [State.MISSING] * 3
    assert list(found.reasons) == [
        "There is no designation.",
        "There is no training in data protection.",
        "There is no training in operating the system.",
    ]


def test_designated_and_trained_agent_may_see(stranger: Agent) -> None:
    found = standing(trained(stranger))
    assert found.is_open
    assert not found.reasons
    assert found.until
    assert found.at < found.until < found.at + LASTS


@pytest.mark.parametrize("lacking", PARTS)
def test_two_of_three_are_not_enough(stranger: Agent, lacking: str) -> None:
    if lacking != "designation":
        designated(stranger)
    for subject in set(Subject) - {lacking}:
        taught(stranger, subject)
    found = standing(stranger)
    assert not found.is_open
    assert part(found, lacking).state == State.MISSING
    assert len(found.reasons) == 1
    assert not may_see(stranger, found.at)


def test_designation_begins_and_ends_to_the_microsecond(stranger: Agent) -> None:
    for subject in Subject:
        taught(stranger, subject)
    starts_at = timezone.now() + HOUR
    ends_at = starts_at + HOUR
    designated(stranger, starts_at=starts_at, ends_at=ends_at)
    seen = {
        starts_at - A_MICROSECOND: State.TO_COME,
        starts_at: State.HELD,
        ends_at - A_MICROSECOND: State.HELD,
        ends_at: State.ENDED,
    }
    for at, state in seen.items():
        found = standing(stranger, at)
        assert part(found, "designation").state == state
        assert found.is_open == may_see(stranger, at) == (state == State.HELD)
    assert standing(stranger, starts_at).until == ends_at


@pytest.mark.parametrize("subject", list(Subject))
def test_training_ends_to_the_microsecond(stranger: Agent, subject: Subject) -> None:
    designated(stranger)
    (other,) = set(Subject) - {subject}
    taught(stranger, other)
    ends_at = timezone.now() + HOUR
    taught(stranger, subject, ends_at=ends_at)
    before, after = ends_at - A_MICROSECOND, ends_at
    assert (standing(stranger, before).is_open, may_see(stranger, before)) == (True, True)
    assert (standing(stranger, after).is_open, may_see(stranger, after)) == (False, False)
    assert standing(stranger).until == ends_at
    ended = part(standing(stranger, after), subject)
    assert (ended.state, ended.at) == (State.ENDED, ends_at)


def test_training_that_was_over_when_it_was_entered_does_not_count(stranger: Agent) -> None:
    designated(stranger)
    taught(stranger, Subject.OPERATING)
    yesterday = timezone.now() - timedelta(days=1)
    taught(stranger, Subject.DATA_PROTECTION, ends_at=yesterday)
    found = standing(stranger)
    assert part(found, "data_protection") == Part("data_protection", State.ENDED, yesterday)


@pytest.mark.parametrize("which", PARTS)
def test_revocation_ends_it_to_the_microsecond(
    operator: Agent, stranger: Agent, which: str
) -> None:
    entered = (
        operator.designations.get()
        if which == "designation"
        else operator.trainings.get(subject=which)
    )
    at = revoked(entered, stranger)
    assert standing(operator, at - A_MICROSECOND).is_open
    assert may_see(operator, at - A_MICROSECOND)
    found = standing(operator, at)
    assert not found.is_open
    assert not may_see(operator, at)
    assert part(found, which) == Part(which, State.REVOKED, at)


def test_nobody_could_see_before_it_was_entered_whatever_date_it_bears(operator: Agent) -> None:
    entered_at = operator.designations.get().entered_at
    assert standing(operator, entered_at).is_open
    assert not standing(operator, entered_at - A_MICROSECOND).is_open


def test_renewal_counts_as_soon_as_it_is_entered(stranger: Agent) -> None:
    trained(stranger)
    now = timezone.now()
    later = now + LASTS + timedelta(days=100)
    designated(stranger, starts_at=now, ends_at=later)
    for subject in Subject:
        taught(stranger, subject, ends_at=later)
    assert standing(stranger).until == later


def test_many_agents_are_asked_about_at_once(
    operator: Agent, stranger: Agent, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = standings([operator, stranger])
    assert {number: one.is_open for number, one in found.items()} == {
        operator.pk: True,
        stranger.pk: False,
    }


NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
"""Long after anything here is entered: what counts is start and end."""
minutes = st.integers(-3, 3).map(lambda count: NOON + timedelta(minutes=count))
spans = st.tuples(minutes, minutes).filter(lambda span: span[0] < span[1])


class TestBothClocks(TestCase):
    """What Python says, PostgreSQL says too."""

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(spans, max_size=3),
        st.lists(minutes, max_size=2),
        st.lists(minutes, max_size=2),
        minutes,
    )
    def test_same_answer(
        self,
        designations: Sequence[tuple[datetime, datetime]],
        data_protection: Sequence[datetime],
        operating: Sequence[datetime],
        at: datetime,
    ) -> None:
        agent = Agent.objects.create(username="one")
        for starts_at, ends_at in designations:
            designated(agent, starts_at=starts_at, ends_at=ends_at)
        for ends_at in data_protection:
            taught(agent, Subject.DATA_PROTECTION, ends_at=ends_at)
        for ends_at in operating:
            taught(agent, Subject.OPERATING, ends_at=ends_at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_open_until(%s, %s)", [agent.pk, at])
            until = cursor.fetchone()[0]
        found = standing(agent, at)
        assert found.until == until
        assert found.is_open == may_see(agent, at)
