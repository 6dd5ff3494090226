"""Row 9: a person who may see confirms or invalidates, with cause or follow-up (art. 2, 18)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection

from command_center.alerts.judging import unjudged
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.verdict import Cause, FollowUp, Outcome
from command_center.law.models import Order
from command_center.people.models import Agent
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, delete_by_sql, every_change, every_way


@pytest.fixture
def alert(order: Order, alert_of: AlertOf) -> Alert:
    stored = alert_of(order)
    stored.save()
    return stored


def confirmed(alert: Alert, agent: Agent) -> Verdict:
    return Verdict(alert=alert, agent=agent, outcome=Outcome.CONFIRMED, follow_up=FollowUp.STEWARDS)


@every_way
def test_alert_waits_until_a_person_has_judged(way: Way, alert: Alert, operator: Agent) -> None:
    assert unjudged().get() == alert
    way(confirmed(alert, operator))
    assert not unjudged().exists()


@every_way
def test_who_may_not_see_does_not_judge(way: Way, alert: Alert, stranger: Agent) -> None:
    with pytest.raises(IntegrityError, match="may not see"):
        way(confirmed(alert, stranger))


@every_way
@pytest.mark.parametrize(
    "said",
    [
        {"outcome": Outcome.CONFIRMED},
        {"outcome": Outcome.INVALIDATED},
        {"outcome": Outcome.INVALIDATED, "cause": "mood"},
        {"outcome": "closed", "cause": Cause.OTHER},
    ],
)
def test_verdict_says_cause_or_follow_up(
    way: Way, said: dict[str, str], alert: Alert, operator: Agent
) -> None:
    with pytest.raises(IntegrityError, match="confirmed_with_follow_up_or_invalidated_with_cause"):
        way(Verdict(alert=alert, agent=operator, **said))


@every_change
def test_verdict_never_changes(change: Callable[..., None], alert: Alert, operator: Agent) -> None:
    verdict = confirmed(alert, operator)
    verdict.save()
    with pytest.raises(DatabaseError, match="a later verdict corrects it"):
        change(verdict, follow_up=FollowUp.NONE)


def test_verdict_goes_only_with_its_alert(alert: Alert, operator: Agent) -> None:
    verdict = confirmed(alert, operator)
    verdict.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="goes only with its alert"):
        delete_by_sql(verdict)
