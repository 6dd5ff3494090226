"""Row 3: one calendar month at most; a renewal is a new act (Loi 2023-380, art. 10, VII)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from command_center.law.models import Order
from command_center.law.month import a_month_after
from command_center.venues.models import Camera, Venue
from tests.law.by_api import integrator, new_order, refused, to_the_minute
from tests.law.ordering import unsaved
from tests.law.ways import Way, every_way

PARIS = ZoneInfo("Europe/Paris")
MINUTE = timedelta(minutes=1)
MINUTES_TO_2020, MINUTES_TO_2040 = 26_297_280, 36_816_480


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[misc,arg-type]


MONTHS = [
    pytest.param(paris(2026, 6, 10, 20, 0), paris(2026, 7, 10, 20, 0), id="a month of 30 days"),
    pytest.param(paris(2027, 1, 31, 9, 0), paris(2027, 2, 28, 9, 0), id="31 January"),
    pytest.param(paris(2027, 2, 1, 0, 0), paris(2027, 3, 1, 0, 0), id="28 days"),
    pytest.param(paris(2027, 3, 10, 12, 0), paris(2027, 4, 10, 12, 0), id="into summer time"),
    pytest.param(paris(2026, 10, 10, 12, 0), paris(2026, 11, 10, 12, 0), id="out of summer time"),
]


@every_way
def test_order_of_forty_days_is_refused(way: Way, camera: Camera) -> None:
    start = paris(2026, 6, 1, 8, 0)
    with pytest.raises(IntegrityError, match="lasts more than one month"):
        way(unsaved(camera.venue, starts_at=start, ends_at=start + timedelta(days=40)))


@every_way
@pytest.mark.parametrize(("start", "latest"), MONTHS)
def test_a_month_is_the_calendar_s(
    way: Way, start: datetime, latest: datetime, camera: Camera
) -> None:
    assert a_month_after(start, PARIS) == latest
    with pytest.raises(IntegrityError, match="lasts more than one month"):
        way(unsaved(camera.venue, starts_at=start, ends_at=latest + MINUTE))
    way(unsaved(camera.venue, starts_at=start, ends_at=latest))
    assert Order.objects.get().ends_at == latest


def test_29_february_has_a_month_too() -> None:
    """No regime covers 2028: the calendar alone is asked."""
    assert a_month_after(paris(2028, 1, 31, 9, 0), PARIS) == paris(2028, 2, 29, 9, 0)
    assert a_month_after(paris(2028, 2, 29, 9, 0), PARIS) == paris(2028, 3, 29, 9, 0)


def test_the_venue_s_own_calendar_counts(venue: Venue, camera: Camera) -> None:
    """On Réunion it is the 31st already, where Paris still has the 30th."""
    Venue.objects.update(time_zone="Indian/Reunion")
    start = datetime(2027, 1, 30, 21, 0, tzinfo=UTC)
    latest = datetime(2027, 2, 27, 21, 0, tzinfo=UTC)
    with pytest.raises(IntegrityError, match="lasts more than one month"):
        unsaved(venue, starts_at=start, ends_at=latest + MINUTE).save()
    assert a_month_after(start, ZoneInfo("Indian/Reunion")) == latest


def since_1970(minutes: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + minutes * MINUTE


class PostgreSQLAndPython(TestCase):
    @settings(max_examples=300, deadline=None)
    @given(
        st.integers(MINUTES_TO_2020, MINUTES_TO_2040).map(since_1970),
        st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Noumea"]),
    )
    def test_count_months_alike(self, start: datetime, zone: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT law_a_month_after(%s, %s)", [start, zone])
            assert cursor.fetchone()[0] == a_month_after(start, ZoneInfo(zone))


def test_api_takes_a_month_and_not_a_minute_more(camera: Camera) -> None:
    api, start = integrator(), to_the_minute(timezone.now())
    latest = a_month_after(start, PARIS)
    for end in (start + timedelta(days=40), latest + MINUTE):
        asked = new_order(camera, starts_at=start.isoformat(), ends_at=end.isoformat())
        wrong = refused(api.post("/orders", asked))
        assert "one month at most" in wrong["ends_at"]
    assert not Order.objects.exists()
    asked = new_order(camera, starts_at=start.isoformat(), ends_at=latest.isoformat())
    first = api.post("/orders", asked)
    assert first.status_code == 201
    renewal = {
        **asked,
        "reference": "2026-API-2",
        "starts_at": latest.isoformat(),
        "ends_at": (latest + timedelta(hours=2)).isoformat(),
        "renews": first.json()["id"],
    }
    assert api.post("/orders", renewal).json()["renews"] == first.json()["id"]
