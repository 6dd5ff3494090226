"""A verdict on a situation: on what was seen of it, as one; and taken back as one."""

import pytest
from django.db import DatabaseError

from command_center.alerts.models import Alert, Verdict, Withdrawal
from command_center.desk.queue import queue
from command_center.desk.refusal import Gone, Held, Refused
from command_center.desk.settling import settle, undo
from command_center.desk.waiting import waiting
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from detection.kinds import EventKind
from tests.blur.passing import made_older
from tests.desk.conftest import AlertOf

SAID = {"outcome": "invalidated", "cause": "shadow", "note": "a flag"}


@pytest.fixture
def alerts(alert_of: AlertOf) -> list[Alert]:
    """Three of one situation."""
    return [alert_of(ago_s=ago_s, lasted_s=5) for ago_s in (200, 120, 60)]


def test_verdict_is_on_all_that_was_seen_and_on_nothing_that_joined_since(
    alerts: list[Alert], alert_of: AlertOf, anne: Agent
) -> None:
    seen = [one.pk for one in alerts]
    late = alert_of(ago_s=10)
    given = settle(seen[0], seen, anne, SAID)
    assert [(one.alert_id, one.cause, one.note) for one in given] == [
        (number, "shadow", "a flag") for number in seen
    ]
    assert [one.alerts for one in waiting(EVERYWHERE)] == [(late.pk,)]
    assert [row.id for row in queue(EVERYWHERE).settled] == seen[::-1]


def test_verdict_without_numbers_is_on_the_whole_situation(
    alerts: list[Alert], anne: Agent
) -> None:
    assert len(settle(alerts[1].pk, [], anne, SAID)) == 3
    assert waiting(EVERYWHERE) == []


def test_nothing_is_stored_where_one_was_judged_meanwhile(
    alerts: list[Alert], anne: Agent, bruno: Agent
) -> None:
    settle(alerts[2].pk, [alerts[2].pk], bruno, SAID)
    seen = [one.pk for one in alerts]
    with pytest.raises(Held, match="bruno was first: invalidated, shadow"):
        settle(seen[0], seen, anne, SAID)
    assert Verdict.objects.count() == 1


def test_alerts_of_another_place_are_not_judged_with_these(
    alerts: list[Alert], alert_of: AlertOf, anne: Agent
) -> None:
    other = alert_of(kind=EventKind.FIRE, zone_name="")
    first = alerts[0].pk
    for seen in ([first, other.pk], [other.pk], [first, 987_654]):
        with pytest.raises(Refused):
            settle(first, seen, anne, SAID)
    assert not Verdict.objects.exists()


def test_verdict_is_taken_back_as_one_within_ten_seconds(alerts: list[Alert], anne: Agent) -> None:
    seen = [one.pk for one in alerts]
    settle(seen[0], seen, anne, SAID)
    assert undo(seen[1], anne) == 3
    assert [one.alerts for one in waiting(EVERYWHERE)] == [tuple(seen)]
    assert (Verdict.objects.count(), Verdict.said.count(), Withdrawal.objects.count()) == (0, 3, 3)
    assert queue(EVERYWHERE).settled == []
    with pytest.raises(Gone):
        undo(seen[1], anne)
    assert len(settle(seen[0], seen, anne, SAID)) == 3  # and is given anew


def test_another_takes_nothing_back(alerts: list[Alert], anne: Agent, bruno: Agent) -> None:
    settle(alerts[0].pk, [], anne, SAID)
    with pytest.raises(Gone, match="ten seconds"):
        undo(alerts[0].pk, bruno)
    assert Verdict.objects.count() == 3


def test_after_ten_seconds_nothing_is_taken_back(alerts: list[Alert], anne: Agent) -> None:
    settle(alerts[0].pk, [], anne, SAID)
    made_older("alerts_verdict", "at", "11 seconds")
    with pytest.raises(Gone, match="ten seconds"):
        undo(alerts[0].pk, anne)
    with pytest.raises(DatabaseError, match="within 10 s"):
        Withdrawal.objects.create(verdict=Verdict.objects.all()[0], agent=anne)
