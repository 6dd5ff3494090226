"""Precision is what the raw rows say: recomputed by plain SQL, and apart from calibrations."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from command_center.alerts.judging import judge
from command_center.alerts.verdict import Cause
from command_center.calibration.models import Calibration, HeldBackAlert
from command_center.evaluation.calibrations import calibrated_h, calibration_counts
from command_center.evaluation.causes import ADVICE, false_alarms, ranked_causes
from command_center.evaluation.content import content
from command_center.evaluation.figures import figures
from command_center.evaluation.light import Light, light_of
from command_center.evaluation.precision import grouped, in_all, slices
from command_center.evaluation.tally import Tally, together
from command_center.law.models import Order
from command_center.leases.lease import Lease, take
from command_center.people.models import Agent
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.evaluation_kit.judged import MODEL_A, MODEL_B, confirmed, invalidated, raised, today
from tests.law.ordering import ordered

FROM_RAW_ROWS = """
    WITH latest AS (
        SELECT DISTINCT ON (alert_id) alert_id, outcome FROM alerts_verdict
        ORDER BY alert_id, id DESC
    )
    SELECT a.camera_id, a.kind, a.models::text[],
        CASE WHEN a.luminance IS NULL THEN 'unknown' WHEN a.luminance < 0.2 THEN 'night'
            WHEN a.luminance < 0.4 THEN 'dusk' ELSE 'day' END,
        count(*), count(*) FILTER (WHERE v.outcome = 'confirmed'),
        count(*) FILTER (WHERE v.outcome = 'invalidated')
    FROM alerts_alert a LEFT JOIN latest v ON v.alert_id = a.id
    GROUP BY 1, 2, 3, 4
"""


@pytest.fixture
def judged(order: Order, lease: Lease, operator: Agent) -> Order:
    """Some of everything: two models, all lights, a correction, one kind that nobody judged."""
    for luminance in (None, 0.1, 0.3, 0.5, 0.5):
        confirmed(operator, order, lease, luminance=luminance)
    for cause in ("shadow", "shadow", "shadow", "animal"):
        invalidated(operator, cause, order, lease, models=[MODEL_A, MODEL_B])
    corrected = confirmed(operator, order, lease, models=[MODEL_B])
    judge(corrected, operator, "invalidated", cause="light")
    raised(order, lease)
    raised(order, lease, kind=EventKind.DENSITY.value, models=[])
    return order


def test_report_is_what_plain_sql_finds_in_the_raw_rows(judged: Order) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FROM_RAW_ROWS)
        raw = {
            (camera, kind, tuple(models), light): (alerts, yes, no)
            for camera, kind, models, light, alerts, yes, no in cursor.fetchall()
        }
    told = content(figures(today()))["precision"]
    assert len(told) == len(raw) == 7
    for row in told:
        key = (row["camera_id"], row["kind"], tuple(row["models"]), row["light"])
        alerts, yes, no = raw[key]
        assert (row["alerts"], row["confirmed"], row["invalidated"]) == (alerts, yes, no)
        assert row["precision"] == (pytest.approx(yes / (yes + no), abs=1e-6) if yes + no else None)


def test_coarser_figures_are_put_together_from_the_finest(judged: Order) -> None:
    found = slices(today())
    kinds = grouped(found, lambda one: one.kind)
    assert kinds[EventKind.DENSITY] == Tally(unjudged=1)
    assert kinds[EventKind.INTRUSION].confirmed == 5
    assert kinds[EventKind.INTRUSION].causes == {"shadow": 3, "animal": 1, "light": 1}
    assert in_all(found).alerts == 12
    assert in_all(found).precision == 0.5
    assert not in_all(found).is_enough


def test_most_frequent_cause_comes_first_and_is_what_the_advice_is_about(judged: Order) -> None:
    found = slices(today())
    assert ranked_causes(found)[0] == ("shadow", 3)
    only = false_alarms(found)
    assert [(one.camera, one.kind, one.tally.invalidated) for one in only] == [
        ("North gate", EventKind.INTRUSION, 5)
    ]
    assert only[0].advice == ADVICE[Cause.SHADOW]


def test_every_cause_has_its_advice() -> None:
    assert set(ADVICE) == set(Cause)


def test_few_false_alarms_are_no_reason_to_tune(
    order: Order, lease: Lease, operator: Agent
) -> None:
    invalidated(operator, "shadow", order, lease)
    assert [one.advice for one in false_alarms(slices(today()))] == [""]


def test_what_was_found_during_a_calibration_is_in_no_share(
    order: Order, lease: Lease, camera: Camera, operator: Agent
) -> None:
    now = timezone.now()
    period = Calibration.objects.create(
        camera=camera,
        started_by=operator,
        starts_at=now - timedelta(minutes=40),
        ends_at=now,
        stopped_at=now - timedelta(minutes=20),
    )
    HeldBackAlert.objects.create(
        calibration=period, kind="density", started_at=now - timedelta(minutes=30), reason={}
    )
    within = confirmed(operator, order, lease, started_at=now - timedelta(minutes=30))
    stopped = invalidated(operator, "shadow", order, lease, started_at=now - timedelta(minutes=10))
    assert in_all(slices(today())) == Tally(causes={"shadow": 1})
    counts = {one.kind: one for one in calibration_counts(today())}
    assert (counts[EventKind.DENSITY].held_back, counts[EventKind.DENSITY].raised) == (1, 0)
    assert (counts[EventKind.INTRUSION].held_back, counts[EventKind.INTRUSION].raised) == (0, 1)
    assert calibrated_h(today()) == pytest.approx(1 / 3, abs=0.01)
    assert within.started_at < period.over_at < stopped.started_at


def test_calibration_of_another_camera_takes_nothing_away(
    order: Order, lease: Lease, camera: Camera, operator: Agent
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    Calibration.objects.create(
        camera=other,
        started_by=operator,
        starts_at=timezone.now() - timedelta(hours=1),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    confirmed(operator, order, lease)
    assert in_all(slices(today())).confirmed == 1


def test_selection_takes_its_order_its_venue_and_its_period_only(
    order: Order, lease: Lease, camera: Camera, operator: Agent
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    second = ordered([other], reference="2026-11-0043")
    taken = take(other.pk, "worker@here", 0.1)
    assert taken is not None
    confirmed(operator, order, lease)
    raised(second, taken)
    assert in_all(slices(today())).alerts == 2
    assert in_all(slices(today(order_id=second.pk))) == Tally(unjudged=1)
    assert in_all(slices(today(venue_id=camera.venue_id + 1))).alerts == 0
    assert in_all(slices(today(is_demonstration=True))).alerts == 0


@given(
    st.lists(
        st.builds(
            Tally,
            st.integers(0, 50),
            st.integers(0, 50),
            st.dictionaries(st.sampled_from(["shadow", "animal", "light"]), st.integers(1, 50)),
        )
    )
)
def test_nothing_is_lost_or_counted_twice_when_tallies_are_put_together(
    tallies: list[Tally],
) -> None:
    whole = together(tallies)
    assert whole.alerts == sum(one.alerts for one in tallies)
    assert whole.judged == sum(one.judged for one in tallies)
    causes: Counter[str] = Counter()
    for one in tallies:
        causes.update(one.causes)
    assert whole.causes == causes
    if whole.precision is not None:
        assert whole.interval.low <= whole.precision <= whole.interval.high


@pytest.mark.parametrize(
    ("luminance", "light"),
    [
        (None, Light.UNKNOWN),
        (0.0, Light.NIGHT),
        (0.1999, Light.NIGHT),
        (0.2, Light.DUSK),
        (0.3999, Light.DUSK),
        (0.4, Light.DAY),
        (1.0, Light.DAY),
    ],
)
def test_band_of_light_is_the_same_in_python_and_in_sql(
    order: Order, lease: Lease, luminance: float | None, light: Light
) -> None:
    raised(order, lease, luminance=luminance)
    assert light_of(luminance) == light
    assert [one.light for one in slices(today())] == [light]
