"""Row 9: a person who may see confirms or invalidates, with cause or follow-up (art. 2, 18)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection

from command_center.alerts.judging import unjudged, withdraw
from command_center.alerts.models import Alert, Verdict, Withdrawal
from command_center.alerts.verdict import Cause, FollowUp, Outcome
from command_center.law.models import Order
from command_center.people.models import Agent
from tests.api.asking import program
from tests.blur.passing import made_older
from tests.law.by_api import integrator, refused
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


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "confirmed"},
        {"outcome": "invalidated"},
        {"outcome": "invalidated", "cause": "mood"},
        {"outcome": "confirmed", "follow_up": "patrol", "cause": "shadow"},
        {"outcome": "closed", "cause": "other"},
    ],
    ids=str,
)
def test_api_takes_no_verdict_without_cause_or_follow_up(
    said: dict[str, str], alert: Alert
) -> None:
    refused(integrator().post(f"/alerts/{alert.pk}/verdicts", said))
    assert unjudged().get() == alert


def test_api_keeps_who_judged_and_is_closed_to_who_may_not_see(
    alert: Alert, stranger: Agent
) -> None:
    path, said = f"/alerts/{alert.pk}/verdicts", {"outcome": "confirmed", "follow_up": "stewards"}
    stranger.is_superuser = True
    stranger.save()
    assert program(stranger).post(path, said).status_code == 403
    assert unjudged().get() == alert
    api = integrator()
    assert api.post(path, said).status_code == 201
    (told,) = api.get("/alerts").json()["items"]
    assert told["verdict"]["agent"] == "integrator"
    assert not unjudged().exists()


@every_change
def test_nobody_closes_an_alert_without_a_verdict(
    change: Callable[..., None], alert: Alert
) -> None:
    change(alert, waits=False)
    assert unjudged().get() == alert


@every_way
def test_verdict_is_taken_back_by_who_gave_it_and_the_alert_waits_again(
    way: Way, alert: Alert, operator: Agent, stranger: Agent
) -> None:
    verdict = confirmed(alert, operator)
    verdict.save()
    with pytest.raises(IntegrityError, match="taken back only by its agent, within 10 s"):
        way(Withdrawal(verdict=verdict, agent=stranger))
    way(Withdrawal(verdict=verdict, agent=operator))
    assert unjudged().get() == alert
    assert not alert.verdicts.exists()


@every_way
def test_verdict_is_not_taken_back_later(way: Way, alert: Alert, operator: Agent) -> None:
    verdict = confirmed(alert, operator)
    verdict.save()
    made_older("alerts_verdict", "at", "11 seconds")
    with pytest.raises(IntegrityError, match="taken back only by its agent, within 10 s"):
        way(Withdrawal(verdict=verdict, agent=operator))


@every_change
def test_what_was_taken_back_stays_known(
    change: Callable[..., None], alert: Alert, operator: Agent, stranger: Agent
) -> None:
    verdict = confirmed(alert, operator)
    verdict.save()
    (taken_back,) = withdraw([verdict], operator)
    with pytest.raises(DatabaseError, match="stays taken back"):
        change(taken_back, agent=stranger)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="goes only with its verdict"):
        delete_by_sql(taken_back)
    assert Verdict.said.get() == verdict
