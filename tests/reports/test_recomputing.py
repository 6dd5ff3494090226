"""Whoever composes a frozen report again gets the same, or is told what differs."""

import pytest
from django.db import connection

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.documents import canonical_json, sha256_of
from command_center.law.models import Notice, Order, Regime
from command_center.people.models import Agent
from command_center.reports.composing import compose
from command_center.reports.due import begin
from command_center.reports.freezing import freeze
from command_center.reports.models import WeeklyReport
from command_center.reports.recomputing import Difference, recompute
from command_center.retention.classes import RetentionClass
from command_center.retention.erasing.alerts import erase_batch
from command_center.retention.limits import limits
from command_center.retention.models import Rule
from tests.people.trained import trained
from tests.reports.planting import WEEK, alerted, at, now


@pytest.fixture
def frozen(of_the_match: Order, operator: Agent) -> WeeklyReport:
    """Of two alerts; the first was confirmed before."""
    judge(Alert.objects.earliest("started_at"), operator, "confirmed", follow_up="patrol")
    begin(of_the_match, WEEK, now())
    report = WeeklyReport.objects.get()
    freeze(report, operator, "", report.sha256)
    return report


def tamper(statement: str, values: object = None) -> None:
    """As somebody who owns the server can: no rule is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)  # type: ignore[arg-type]
        cursor.execute("SET session_replication_role = DEFAULT")


def test_the_same_records_give_the_same_digest(frozen: WeeklyReport) -> None:
    again = recompute(frozen)
    assert again.state == "same"
    assert again.sha256 == frozen.sha256


def test_what_came_after_it_changes_nothing(frozen: WeeklyReport, operator: Agent) -> None:
    judge(Alert.objects.earliest("started_at"), operator, "invalidated", cause="shadow")
    judge(Alert.objects.all()[1], operator, "confirmed", follow_up="none")
    alerted(frozen.order.cameras.get(), at(27, 3))
    trained(Agent.objects.create_user("new"))
    Notice.objects.create(order=frozen.order, published_at=at(25, 9), places="Gate B")
    first = Regime.objects.standing().latest("first_day")
    Regime.objects.create(
        name=first.name,
        first_day=at(26, 12).date(),
        last_day=first.last_day,
        source="read since",
        confirmation=first.confirmation,
        replaces=first,
        entered_by=operator,
        reason="the text says another day",
    )
    frozen.order.withdraw(operator, "over long ago")
    assert recompute(frozen).differences == []
    assert recompute(frozen).sha256 == frozen.sha256


def test_a_verdict_that_was_changed_is_named(frozen: WeeklyReport) -> None:
    tamper("UPDATE alerts_verdict SET follow_up = 'police'")
    again = recompute(frozen)
    assert again.state == "differs"
    assert again.is_intact
    assert again.differences == [
        Difference("alerts.follow_ups.patrol", 1, None),
        Difference("alerts.follow_ups.police", None, 1),
    ]


def test_an_alert_that_was_taken_away_is_named(frozen: WeeklyReport) -> None:
    tamper("DELETE FROM alerts_verdict")
    tamper("DELETE FROM alerts_alert WHERE started_at < %s", [at(27, 0)])
    again = recompute(frozen)
    assert again.state == "differs"
    assert Difference("alerts.alerts", 2, 1) in again.differences
    assert Difference("alerts.confirmed", 1, 0) in again.differences


def test_a_state_that_was_prettified_is_named(frozen: WeeklyReport) -> None:
    tamper("UPDATE streams_camerastate SET state = 'live' WHERE state = 'offline'")
    paths = {one.path for one in recompute(frozen).differences}
    assert any(
        path.startswith("analysis.cameras.[camera") and path.endswith("analysed_s")
        for path in paths
    )


def test_a_content_that_was_changed_is_named(frozen: WeeklyReport) -> None:
    """Its digest too, as a careful forger does; PostgreSQL asks for that."""
    told = frozen.told
    told["alerts"]["unreviewed"] = 0
    content = canonical_json(told).decode()
    tamper("UPDATE reports_weeklyreport SET content = %s, sha256 = %s", [content, sha256_of(told)])
    frozen.refresh_from_db()
    again = recompute(frozen)
    assert again.is_intact
    assert again.differences == [Difference("alerts.unreviewed", 0, 1)]


def test_a_content_that_is_not_that_of_its_digest_is_named(frozen: WeeklyReport) -> None:
    frozen.content = frozen.content.replace("patrol", "police")
    again = recompute(frozen)
    assert not again.is_intact
    assert again.state == "differs"


@pytest.mark.django_db(transaction=True)
def test_alerts_erased_since_are_told_from_forged_ones(
    frozen: WeeklyReport, operator: Agent
) -> None:
    """By the law's own limit: with a certificate."""
    Rule.objects.create(what="alerts", keep_hours=24, author=operator, reason="as agreed")
    (limit,) = limits(RetentionClass.ALERTS)
    erase_batch(limit, (at(1, 0), 0))
    assert not Alert.objects.exists()
    again = recompute(frozen)
    assert again.state == "erased"
    assert Difference("alerts.alerts", 2, 0) in again.differences
    assert [(one.certificate, one.alerts) for one in again.erased] == [(1, 3)]
    tamper("UPDATE streams_camerastate SET state = 'live' WHERE state = 'offline'")
    assert recompute(frozen).state == "differs"


@pytest.mark.django_db(transaction=True)
def test_alerts_erased_before_are_told_in_the_report(of_the_match: Order, operator: Agent) -> None:
    Rule.objects.create(what="alerts", keep_hours=24, author=operator, reason="as agreed")
    (limit,) = limits(RetentionClass.ALERTS)
    before = now()
    erase_batch(limit, (at(1, 0), 0))
    assert compose(of_the_match, WEEK, before)["erased"] == []
    told = compose(of_the_match, WEEK, now())
    assert told["alerts"]["alerts"] == 0
    assert [(one["certificate"], one["alerts"]) for one in told["erased"]] == [(1, 3)]
