"""When something is over age: after a calendar month there, or the rule's hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from command_center.law.month import a_month_after
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.retention.classes import RetentionClass
from command_center.retention.limits import Limit, due_at, limits
from command_center.retention.models import Rule, RuleDecision
from command_center.venues.models import Camera, Venue
from tests.retention.keeping import ruled

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[misc,arg-type]


def a_month(hours: int | None = None, zone: str = "Europe/Paris") -> Limit:
    return Limit(RetentionClass.CLIPS, zone, 1, hours, None, 1, ())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "due"),
    [
        pytest.param(paris(2027, 2, 1, 9, 0), paris(2027, 3, 1, 9, 0), id="28 days"),
        pytest.param(paris(2027, 1, 31, 9, 0), paris(2027, 2, 28, 9, 0), id="31 January"),
        pytest.param(paris(2028, 1, 31, 9, 0), paris(2028, 2, 29, 9, 0), id="leap year"),
        pytest.param(paris(2028, 2, 29, 9, 0), paris(2028, 3, 29, 9, 0), id="29 February"),
        pytest.param(paris(2027, 3, 10, 12, 0), paris(2027, 4, 10, 12, 0), id="into summer time"),
        pytest.param(paris(2026, 10, 10, 12, 0), paris(2026, 11, 10, 12, 0), id="out of it"),
        pytest.param(paris(2026, 12, 31, 23, 59), paris(2027, 1, 31, 23, 59), id="new year"),
    ],
)
def test_image_is_due_after_a_calendar_month(start: datetime, due: datetime) -> None:
    assert due_at(start, a_month()) == due


@pytest.mark.django_db
def test_february_is_shorter_than_thirty_days_of_a_rule() -> None:
    start = paris(2027, 2, 1, 9, 0)
    assert due_at(start, a_month(hours=30 * 24)) == paris(2027, 3, 1, 9, 0)
    assert due_at(start, a_month(hours=48)) == paris(2027, 2, 3, 9, 0)


@pytest.mark.django_db
def test_hours_of_a_rule_are_hours_also_when_the_clock_is_changed() -> None:
    start = paris(2027, 3, 27, 12, 0)
    assert due_at(start, a_month(hours=24)) == start.astimezone(UTC) + 24 * HOUR


class AnyInstant(TestCase):
    @settings(max_examples=300, deadline=None)
    @given(
        st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Noumea"]),
        st.one_of(st.none(), st.integers(1, 744)),
    )
    def test_is_due_as_the_law_counts_months_and_within_the_bounds_of_its_limit(
        self, start: datetime, zone: str, hours: int | None
    ) -> None:
        limit = a_month(hours, zone)
        month = a_month_after(start, ZoneInfo(zone))
        due = due_at(start, limit)
        assert due == (month if hours is None else min(month, start + hours * HOUR))
        assert limit.shortest <= due - start <= limit.longest


class MostSpecific(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["everywhere", "venue", "other venue", "camera", "other camera"]),
                st.one_of(st.none(), st.integers(1, 700)),
                st.booleans(),
            ),
            max_size=8,
        )
    )
    def test_rule_holds(self, entered: list[tuple[str, int | None, bool]]) -> None:
        """Against the same said in Python; every lengthening is agreed to."""
        enter_known()
        author, second = (Agent.objects.create_user(name) for name in ("author", "second"))
        venue, other = (Venue.objects.create(name=name) for name in ("here", "there"))
        camera = Camera.objects.create(venue=venue, name="a", url="rtsp://192.0.2.1/")
        neighbour = Camera.objects.create(venue=venue, name="b", url="rtsp://192.0.2.2/")
        places = {
            "everywhere": {},
            "venue": {"venue": venue},
            "other venue": {"venue": other},
            "camera": {"camera": camera},
            "other camera": {"camera": neighbour},
        }
        said: dict[str, int | None] = {}
        for place, hours, applies in entered:
            rule = ruled(author, hours if applies else None, applies=applies, **places[place])
            rule.refresh_from_db()
            if rule.lengthens:
                RuleDecision.objects.create(of=rule, by=second, is_accepted=True)
            said.pop(place, None)
            if applies:
                said[place] = hours
        found = next((said[one] for one in ("camera", "venue", "everywhere") if one in said), None)
        (limit,) = [one for one in limits(RetentionClass.CLIPS) if camera.pk in one.scopes]
        assert limit.hours == found


@pytest.mark.django_db
def test_most_hours_are_those_of_the_longest_months() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_most_hours(1), retention_most_hours(12)")
        assert cursor.fetchone() == (31 * 24, 366 * 24)


def test_rule_is_dated_by_the_database(operator: Agent) -> None:
    rule = ruled(operator, 24, entered_at=timezone.now() - 9 * HOUR)
    assert Rule.objects.get(pk=rule.pk).entered_at > timezone.now() - HOUR
