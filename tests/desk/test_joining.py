"""Alerts become situations: one after the other at one place, and never across two places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.alerts.judging import judge
from command_center.desk.limits import JOINED_WITHIN
from command_center.desk.waiting import arrived, situation_of, waiting
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE, NOWHERE, Reach
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.desk.conftest import AlertOf


class Seen(NamedTuple):
    """Of an alert: how many minutes ago it began, how long it lasted (None: it goes on), of which
    kind and zone."""

    ago_min: int
    lasted_min: int | None
    kind: EventKind
    zone: str


ALERTS = st.lists(
    st.builds(
        Seen,
        st.integers(1, 40),
        st.none() | st.integers(0, 8),
        st.sampled_from([EventKind.INTRUSION, EventKind.WRONG_WAY]),
        st.sampled_from(["lawn", ""]),
    ),
    max_size=14,
)


def joined_in_python(alerts: Sequence[tuple[int, Seen]]) -> Iterator[tuple[int, ...]]:
    """The definition, word by word: each begins within five minutes of the end of those before it,
    or while one lasts."""
    places: dict[tuple[EventKind, str], list[tuple[int, Seen]]] = defaultdict(list)
    for number, seen in alerts:
        places[seen.kind, seen.zone].append((number, seen))
    for found in places.values():
        situation: list[int] = []
        until_min = float("-inf")
        for number, seen in sorted(found, key=lambda one: (-one[1].ago_min, one[0])):
            began_min = -seen.ago_min
            if situation and began_min > until_min + JOINED_WITHIN / timedelta(minutes=1):
                yield tuple(situation)
                situation, until_min = [], float("-inf")
            situation.append(number)
            lasts = seen.lasted_min is None
            until_min = max(
                until_min, float("inf") if lasts else began_min + (seen.lasted_min or 0)
            )
        yield tuple(situation)


def stored(alert_of: AlertOf, one: Seen, now: datetime) -> int:
    began = now - timedelta(minutes=one.ago_min)
    ended = None if one.lasted_min is None else began + timedelta(minutes=one.lasted_min)
    return alert_of(kind=one.kind, zone_name=one.zone, started_at=began, ended_at=ended).pk


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(alerts=ALERTS)
def test_situations_are_as_defined(alert_of: AlertOf, alerts: list[Seen]) -> None:
    with transaction.atomic():
        now = timezone.now()
        made = [(stored(alert_of, one, now), one) for one in alerts]
        expected = set(joined_in_python(made))
        found = waiting(EVERYWHERE)
        assert {one.alerts for one in found} == expected
        assert {one.alerts for one in arrived(EVERYWHERE, now - timedelta(hours=1))} == expected
        for one in found:
            for number in one.alerts:
                again = situation_of(number)
                assert again is not None
                assert again.alerts == one.alerts
        transaction.set_rollback(True)


def test_what_is_judged_is_in_no_situation_and_joins_nothing(
    alert_of: AlertOf, anne: Agent
) -> None:
    first, middle, last = (alert_of(ago_s=one, lasted_s=10) for one in (700, 400, 100))
    assert [one.alerts for one in waiting(EVERYWHERE)] == [(first.pk, middle.pk, last.pk)]
    judge(middle, anne, "confirmed", follow_up="none")
    assert {one.alerts for one in waiting(EVERYWHERE)} == {(first.pk,), (last.pk,)}
    assert situation_of(middle.pk) is None


def test_cameras_are_never_joined(alert_of: AlertOf, camera: Camera, anne: Agent) -> None:
    here = alert_of()
    found = waiting(EVERYWHERE)
    assert [(one.camera_name, one.venue_name) for one in found] == [("North gate", "Stadium")]
    assert waiting(NOWHERE) == []
    own = Reach(venues={camera.venue_id: frozenset({camera.pk})})
    assert [one.id for one in waiting(own)] == [here.pk]
    elsewhere = Reach(venues={camera.venue_id: frozenset({camera.pk + 1})})
    assert waiting(elsewhere) == []
