"""A verdict taken back: by whoever gave it, at once; it counts nowhere, and stays known."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.judging import TooLate, judge, unjudged, with_verdict, withdraw
from command_center.alerts.models import Alert, Verdict, Withdrawal
from command_center.alerts.rows import alert_row
from command_center.evaluation.precision import in_all, slices
from command_center.evaluation.selection import Selection
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.reports.registers.follow_up import follow_up
from command_center.reports.registers.register import Scope
from command_center.reports.reviewed import reviewed
from command_center.retention.erasing.alerts import DELETIONS, TOTALS
from command_center.review.search.alerts_found import search
from command_center.review.search.criteria import UNJUDGED, Criteria
from command_center.review.spans import Window
from command_center.review.timeline_alerts import timeline_alerts
from command_center.venues.models import Zone
from tests.blur.passing import made_older
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.people.trained import trained

DAY = timedelta(days=1)


@pytest.fixture
def alert(zone: Zone, order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


@pytest.fixture
def verdict(alert: Alert, operator: Agent) -> Verdict:
    return judge(alert, operator, "invalidated", cause="shadow", note="a flag")


def waits(alert: Alert) -> bool:
    return Alert.objects.get(pk=alert.pk).waits


@every_way
def test_whoever_gave_it_takes_it_back(
    way: Way, verdict: Verdict, alert: Alert, operator: Agent
) -> None:
    assert not waits(alert)
    way(Withdrawal(verdict=verdict, agent=operator))
    assert waits(alert)
    assert unjudged().get() == alert


@every_way
def test_nobody_else_does(way: Way, verdict: Verdict, alert: Alert, stranger: Agent) -> None:
    with pytest.raises(IntegrityError, match="only by its agent"):
        way(Withdrawal(verdict=verdict, agent=trained(stranger)))
    assert not waits(alert)


@every_way
def test_after_ten_seconds_nobody_does(way: Way, verdict: Verdict, operator: Agent) -> None:
    made_older("alerts_verdict", "at", "10.5 seconds")
    with pytest.raises(IntegrityError, match="within 10 s"):
        way(Withdrawal(verdict=verdict, agent=operator))


@every_way
def test_ten_seconds_are_by_the_clock_of_postgresql(
    way: Way, verdict: Verdict, operator: Agent
) -> None:
    made_older("alerts_verdict", "at", "11 seconds")
    with pytest.raises(IntegrityError, match="within 10 s"):
        way(Withdrawal(verdict=verdict, agent=operator, at=timezone.now() - timedelta(seconds=9)))


@every_change
def test_what_was_taken_back_stays_taken_back(
    change: Callable[..., None], verdict: Verdict, operator: Agent, stranger: Agent
) -> None:
    (taken_back,) = withdraw([verdict], operator)
    with pytest.raises(DatabaseError, match="stays taken back"):
        change(taken_back, agent=stranger)


def test_withdrawal_goes_only_with_its_verdict(verdict: Verdict, operator: Agent) -> None:
    (taken_back,) = withdraw([verdict], operator)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="goes only with its verdict"):
        delete_by_sql(taken_back)


@every_change
def test_nobody_closes_an_alert_by_writing_that_it_is(
    change: Callable[..., None], alert: Alert
) -> None:
    change(alert, waits=False)
    assert waits(alert)


def test_earlier_verdict_stands_again(alert: Alert, verdict: Verdict, operator: Agent) -> None:
    later = judge(alert, operator, "confirmed", follow_up="police")
    withdraw([later], operator)
    assert not waits(alert)
    assert alert.verdicts.get() == verdict
    assert with_verdict(Alert.objects.all()).get().outcome == "invalidated"  # type: ignore[attr-defined]


def test_too_late_is_said_and_changes_nothing(verdict: Verdict, stranger: Agent) -> None:
    with pytest.raises(TooLate):
        withdraw([verdict], trained(stranger))
    assert not Withdrawal.objects.exists()


def test_what_was_taken_back_counts_nowhere(
    alert: Alert, verdict: Verdict, operator: Agent, order: Order
) -> None:
    withdraw([verdict], operator)
    now = timezone.now()
    fresh = Alert.objects.select_related("camera", "order").get(pk=alert.pk)
    assert alert_row(fresh).verdict is None
    assert with_verdict(Alert.objects.all()).get().outcome == ""  # type: ignore[attr-defined]
    window = Window([alert.camera_id], now - DAY, now + DAY, timedelta())
    assert [one.outcome for one in timeline_alerts(window, EVERYWHERE)] == [""]
    assert search(Criteria(verdict=UNJUDGED), EVERYWHERE).alerts == [alert]
    assert search(Criteria(verdict="invalidated"), EVERYWHERE).alerts == []
    tally = in_all(slices(Selection(now - DAY, now + DAY)))
    assert (tally.unjudged, tally.causes) == (1, {})
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, [[alert.pk]])
        assert [row[3:] for row in cursor.fetchall()] == [("", "", 1)]
    (found,) = reviewed(Alert.objects.all())
    assert (found.outcome, found.delay_s, found.verdicts) == ("unreviewed", None, [])


def test_register_of_follow_up_says_that_it_was_given_and_taken_back(
    alert: Alert, verdict: Verdict, operator: Agent
) -> None:
    withdraw([verdict], operator)
    now = timezone.now()
    register = follow_up(Scope(now - DAY, now + DAY, ZoneInfo("Europe/Paris")))
    (row,) = register.rows
    said = dict(zip([column.name for column in register.columns], row, strict=True))
    assert said["verdict"] == "unreviewed"
    assert "operator: invalidated shadow a flag (withdrawn " in said["corrected"]
    assert alert.pk == said["alert"]


def test_report_knows_what_was_known_then(alert: Alert, verdict: Verdict, operator: Agent) -> None:
    """A week that was frozen before the verdict was taken back is recomputed the same."""
    before = timezone.now()
    withdraw([verdict], operator)
    assert [one.outcome for one in reviewed(Alert.objects.all(), before)] == ["invalidated"]
    assert [one.outcome for one in reviewed(Alert.objects.all())] == ["unreviewed"]


def test_eraser_knows_withdrawals() -> None:
    hanging = {one.related_model._meta.db_table for one in Verdict._meta.related_objects}
    assert hanging == {"alerts_withdrawal"}
    assert any("alerts_withdrawal" in deletion for deletion in DELETIONS)
