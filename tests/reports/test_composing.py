"""What a weekly report says adds up to what plain SQL counts in the tables."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.law.models import Obedience, Order, Resumption, Stop
from command_center.people.models import Agent
from command_center.reports.composing import Content, compose
from command_center.reports.weeks import week_of, weeks_of
from command_center.venues.models import Camera
from command_center.venues.versions import changing
from detection.kinds import EventKind
from tests.law.ordering import ordered
from tests.people.trained import taught, trained
from tests.reports.planting import PARIS, SOFTWARE, WEEK, alerted, at, now

SECONDS = """
    SELECT COALESCE(sum(extract(epoch FROM upper(one) - lower(one))), 0)::int FROM (
        SELECT unnest(
            range_agg(tstzrange(state.since, state.until))
            * tstzmultirange(tstzrange(%(since)s, %(until)s)) * law_instants(%(order)s)
            * (SELECT range_agg(tstzrange(taken_at, given_up_at)) FROM leases_lease
               WHERE leases_lease.camera_id = %(camera)s)
        ) AS one
        FROM streams_camerastate AS state
        WHERE camera_id = %(camera)s AND state.state = ANY (%(states)s)
    ) AS analysed
"""


def sql(query: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


@pytest.fixture
def told(of_the_match: Order, operator: Agent) -> Content:
    """Six more alerts of two kinds; two confirmed, two invalidated, one corrected."""
    camera = of_the_match.cameras.get()
    for hour in range(4):
        alerted(camera, at(27, 12 + hour), EventKind.DENSITY, software="6" * 64)
    first, second, third, fourth, *_ = Alert.objects.order_by("started_at")
    judge(first, operator, "confirmed", follow_up="patrol")
    judge(second, operator, "invalidated", cause="reflection")
    judge(third, operator, "invalidated", cause="reflection")
    judge(fourth, operator, "invalidated", cause="shadow")
    judge(fourth, operator, "confirmed", follow_up="none")
    return compose(of_the_match, WEEK, now())


def test_alerts_and_verdicts_are_as_many_as_in_the_tables(told: Content) -> None:
    (counted,) = sql(
        """
        SELECT count(*), count(*) FILTER (WHERE latest.outcome = 'confirmed'),
            count(*) FILTER (WHERE latest.outcome = 'invalidated'),
            count(*) FILTER (WHERE latest.outcome IS NULL)
        FROM alerts_alert LEFT JOIN (
            SELECT DISTINCT ON (alert_id) alert_id, outcome FROM alerts_verdict
            ORDER BY alert_id, id DESC
        ) AS latest ON latest.alert_id = alerts_alert.id
        WHERE started_at >= '2026-03-23 00:00+01' AND started_at < '2026-03-30 00:00+02'
        """
    )
    assert counted == (6, 2, 2, 2)
    alerts = told["alerts"]
    outcomes = ("alerts", "confirmed", "invalidated", "unreviewed")
    assert tuple(alerts[one] for one in outcomes) == counted
    for grouped in ("by_kind", "by_camera"):
        sums = tuple(sum(row[one] for row in alerts[grouped]) for one in outcomes)
        assert sums == counted, grouped
    assert [(row["kind"], row["alerts"]) for row in alerts["by_kind"]] == sql(
        "SELECT kind, count(*) FROM alerts_alert WHERE started_at < '2026-03-30 00:00+02' "
        "GROUP BY kind ORDER BY kind"
    )
    assert alerts["causes"] == {"reflection": 2}
    assert alerts["follow_ups"] == {"none": 1, "patrol": 1}
    assert alerts["corrected"] == 1


def test_median_delay_is_that_of_the_first_verdicts(told: Content) -> None:
    ((median_s,),) = sql(
        """
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first.at - raised_at))
        FROM alerts_alert JOIN (
            SELECT alert_id, min(at) AS at FROM alerts_verdict GROUP BY alert_id
        ) AS first ON first.alert_id = alerts_alert.id
        """
    )
    assert told["alerts"]["median_to_verdict_s"] == int(median_s)


def test_hours_are_those_that_sql_intersects(told: Content, of_the_match: Order) -> None:
    (camera,) = told["analysis"]["cameras"]
    values = {
        "since": WEEK.since,
        "until": WEEK.until,
        "order": of_the_match.pk,
        "camera": camera["camera"],
        "states": ["live"],
    }
    assert camera["analysed_s"] == sql(SECONDS, values)[0][0] > 0
    interrupted = sum(one["lasted_s"] for one in told["analysis"]["interruptions"])
    assert camera["interrupted_s"] == interrupted
    whole = camera["analysed_s"] + camera["calibrating_s"] + interrupted
    assert whole == told["analysis"]["permitted_s"]


def test_versions_are_those_that_found_the_alerts(told: Content) -> None:
    found = [(one["software"], one["alerts"]) for one in told["versions"]]
    assert found == [(SOFTWARE, 2), ("6" * 64, 4)]
    assert told["versions"][0]["models"] == ["d" * 64]


def test_what_came_after_the_instant_is_as_if_it_were_not(
    of_the_match: Order, operator: Agent
) -> None:
    instant = now()
    before = compose(of_the_match, WEEK, instant)
    judge(Alert.objects.earliest("started_at"), operator, "confirmed", follow_up="patrol")
    alerted(of_the_match.cameras.get(), at(27, 3))
    assert compose(of_the_match, WEEK, instant) == before
    assert compose(of_the_match, WEEK, now())["alerts"]["alerts"] == 3


def test_a_camera_renamed_since_is_called_as_it_was(of_the_match: Order, operator: Agent) -> None:
    instant = now()
    before = compose(of_the_match, WEEK, instant)
    with changing(of_the_match.cameras.get().pk, None, operator, "clearer") as camera:
        camera.name = "Gate 1"
        camera.save()
    assert compose(of_the_match, WEEK, instant) == before
    assert compose(of_the_match, WEEK, now())["analysis"]["cameras"][0]["name"] == "Gate 1"


def test_stops_are_told_with_the_delay_that_was_measured(
    order: Order, operator: Agent, camera: Camera
) -> None:
    stop = Stop.objects.create(order=order, by=operator, reason="a quarrel")
    stop.refresh_from_db()
    for worker, delay_s in (("w1@here", 0.25), ("w2@here", 0.75), ("w3@here", -1.0)):
        ended_at = stop.at + timedelta(seconds=delay_s)
        Obedience.objects.create(stop=stop, worker=worker, last_analysed_at=ended_at)
    Stop.objects.create(by=operator, reason="an exercise")
    other = ordered([camera], reference="2026-11-0043")
    Stop.objects.create(order=other, by=operator, reason="not told of this order")
    told = compose(order, weeks_of(order)[-1], now())["stops"]
    assert [(one["of"], one["reason"], one["last_analysis_s"]) for one in told] == [
        ("order", "a quarrel", 0.8),
        ("everything", "an exercise", None),
    ]
    assert (told[0]["by"], told[0]["workers"], told[0]["resumed_at"]) == ("operator", 3, None)


def test_resumption_is_told_with_its_authority(order: Order, operator: Agent) -> None:
    stop = Stop.objects.create(order=order, by=operator, reason="a quarrel")
    instant = now()
    Resumption.objects.create(stop=stop, by=operator, authority="Prefect", reason="calm")
    week = weeks_of(order)[-1]
    assert compose(order, week, instant)["stops"][0]["resumed_at"] is None
    (told,) = compose(order, week, now())["stops"]
    assert (told["authority"], told["resumed_reason"]) == ("Prefect", "calm")


def test_changes_of_access_are_told(order: Order, stranger: Agent, operator: Agent) -> None:
    trained(stranger)
    training = stranger.trainings.get(subject="operating")
    training.revoke(operator, "the course was not finished")
    taught(stranger, "operating", ends_at=now() + timedelta(days=300))
    told = compose(order, weeks_of(order)[-1], now())["access"]
    of_stranger = [(one["of"], one["change"]) for one in told if one["agent"] == "stranger"]
    assert sorted(of_stranger) == [
        ("data_protection", "entered"),
        ("designation", "entered"),
        ("operating", "entered"),
        ("operating", "entered"),
        ("operating", "revoked"),
    ]
    revoked = next(one for one in told if one["change"] == "revoked")
    assert revoked["reason"] == "the course was not finished"


def test_week_without_changes_of_access_tells_none(of_the_match: Order) -> None:
    week = weeks_of(of_the_match)[-1]
    assert compose(of_the_match, week, now())["access"] == []


def test_access_that_ends_by_itself_is_told_in_its_week(camera: Camera, stranger: Agent) -> None:
    """Seen from after it: nobody enters a training whose end has passed."""
    tomorrow = now() + timedelta(days=1)
    order = ordered([camera], ends_at=now() + timedelta(days=3))
    taught(stranger, "operating", ends_at=tomorrow)
    week = week_of(tomorrow, PARIS)
    before, after = (compose(order, week, tomorrow + timedelta(hours=one)) for one in (-1, 1))
    ends = {"of": "operating", "change": "ended", "agent": "stranger"}
    assert not [one for one in before["access"] if ends.items() <= one.items()]
    assert len([one for one in after["access"] if ends.items() <= one.items()]) == 1


def test_week_of_an_order_that_saw_nothing_is_told_all_the_same(camera: Camera) -> None:
    order = ordered([camera], starts_at=at(25, 10), ends_at=at(26, 10), is_announced=False)
    told = compose(order, WEEK, now())
    assert told["analysis"]["permitted_s"] == 0
    assert told["alerts"]["alerts"] == 0
    assert told["alerts"]["median_to_verdict_s"] is None
    assert told["week"]["is_broken"]
