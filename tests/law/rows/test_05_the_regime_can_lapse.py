"""Row 5: without a regime in force at the instant, nothing (2025-878 DC)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.law.confirmation import Confirmation
from command_center.law.gate import permitted_kinds
from command_center.law.models import Order, Regime
from command_center.law.regime import enter_known
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.law.by_api import integrator, new_order, refused
from tests.law.ordering import ordered, unsaved
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, delete_by_sql, every_change, every_way

PARIS = ZoneInfo("Europe/Paris")
JUNE_2025 = datetime(2025, 6, 14, 18, 0, tzinfo=PARIS)
HOUR = timedelta(hours=1)


def struck(regime: Regime, by: Agent, **given: object) -> Regime:
    """The same, as it is corrected."""
    kept = {"name": regime.name, "first_day": regime.first_day, "last_day": regime.last_day}
    source = {"source": "2026-999 DC", "confirmation": Confirmation.TEXT}
    said = {"replaces": regime, "entered_by": by, "reason": "struck down"}
    return Regime.objects.create(**{**kept, **source, **said, **given})


@every_way
def test_order_in_the_gap_is_refused(way: Way, camera: Camera) -> None:
    enter_known()
    with pytest.raises(IntegrityError, match="no regime in force"):
        way(unsaved(camera.venue, starts_at=JUNE_2025, ends_at=JUNE_2025 + HOUR))


@every_way
@pytest.mark.parametrize(
    "lapses_at", [datetime(2025, 4, 1, tzinfo=PARIS), datetime(2028, 1, 1, tzinfo=PARIS)]
)
def test_order_may_last_to_the_end_of_a_regime_and_not_a_minute_longer(
    way: Way, lapses_at: datetime, camera: Camera
) -> None:
    enter_known()
    longer = lapses_at + timedelta(minutes=1)
    with pytest.raises(IntegrityError, match="no regime in force"):
        way(unsaved(camera.venue, starts_at=lapses_at - HOUR, ends_at=longer))
    way(unsaved(camera.venue, starts_at=lapses_at - HOUR, ends_at=lapses_at))
    assert Order.objects.count() == 1


@every_way
def test_regime_that_is_struck_down_ends_what_it_allowed(
    way: Way, order: Order, camera: Camera, operator: Agent, alert_of: AlertOf
) -> None:
    assert permitted_kinds(camera.pk, timezone.now())
    struck(Regime.objects.standing().get(first_day=date(2026, 3, 20)), operator, applies=False)
    assert not permitted_kinds(camera.pk, timezone.now())
    assert order.state() == "no_regime"
    with pytest.raises(IntegrityError, match="no order in force covers"):
        way(alert_of(order))


def test_regime_begins_and_ends_at_midnight_in_paris(camera: Camera, operator: Agent) -> None:
    now = datetime.now(UTC)
    today = now.astimezone(PARIS).date()
    order = ordered([camera], starts_at=now - timedelta(days=5), ends_at=now + timedelta(days=5))
    regime = Regime.objects.standing().get(first_day=date(2026, 3, 20))
    struck(regime, operator, first_day=today, last_day=today)
    midnight = datetime(today.year, today.month, today.day, tzinfo=PARIS)
    moment, instants = timedelta(microseconds=1), []
    for at in (midnight - moment, midnight, midnight + timedelta(days=1, hours=-2)):
        instants.append(order.state(at.astimezone(UTC)))
    assert instants == ["no_regime", "in_force", "in_force"]
    next_day = datetime.combine(today + timedelta(days=1), datetime.min.time(), PARIS)
    assert order.state(next_day - moment) == "in_force"
    assert order.state(next_day) == "no_regime"


def test_a_lapsed_regime_is_not_extended_by_itself(camera: Camera) -> None:
    enter_known()
    after = max(Regime.objects.values_list("last_day", flat=True)) + timedelta(days=2)
    start = datetime(after.year, after.month, after.day, tzinfo=PARIS)
    with pytest.raises(IntegrityError, match="no regime in force"):
        unsaved(camera.venue, starts_at=start, ends_at=start + HOUR).save()


@every_change
def test_regime_is_corrected_by_another_row_only(change: Callable[..., None], db: None) -> None:
    enter_known()
    regime = Regime.objects.standing()[0]
    with pytest.raises(DatabaseError, match="corrected by one that replaces it"):
        change(regime, last_day=date(2030, 1, 1))
    with pytest.raises(DatabaseError, match="corrected by one that replaces it"):
        delete_by_sql(regime)


@every_way
def test_correction_without_author_or_reason_is_refused(way: Way, operator: Agent) -> None:
    enter_known()
    regime = Regime.objects.standing()[0]
    kept = {"first_day": regime.first_day, "last_day": date(2030, 12, 31), "replaces": regime}
    known = {"name": regime.name, "source": "RIPOST", "confirmation": Confirmation.BILL}
    for nobody in ({"reason": "longer"}, {"entered_by": operator}):
        with pytest.raises(IntegrityError, match="a_correction_has_an_author_and_a_reason"):
            way(Regime(**kept, **known, **nobody))


def test_api_takes_no_order_without_a_regime(camera: Camera, operator: Agent) -> None:
    api = integrator()
    in_june = {
        "starts_at": JUNE_2025.isoformat(),
        "ends_at": (JUNE_2025 + HOUR).isoformat(),
    }
    assert "ends_at" in refused(api.post("/orders", new_order(camera, **in_june)))
    asked = new_order(camera)
    struck(Regime.objects.standing().get(first_day=date(2026, 3, 20)), operator, applies=False)
    wrong = refused(api.post("/orders", asked))
    assert "regime" in wrong["ends_at"]
    assert not Order.objects.exists()
