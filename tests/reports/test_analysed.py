"""Hours analysed and interruptions: they cover what the order permitted, and add up to it."""

from datetime import timedelta
from typing import Any

from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.law.models import Order
from command_center.reports.permitted import permitted
from command_center.reports.sections.analysed import _spells, facts
from command_center.reports.span import Span
from command_center.reports.stretches import Stretch, joined, length_s
from command_center.reports.weeks import Week, weeks_of
from command_center.venues.models import Camera
from tests.reports.planting import WEEK, at, now, of_march, was, watched

HOUR = 3600


def of(order: Order, week: Week = WEEK) -> dict[str, Any]:
    names = dict(order.cameras.values_list("pk", "name"))
    return facts(Span(order, week, now()), names)


def test_hours_are_counted_within_the_order_and_its_week(of_the_match: Order) -> None:
    told = of(of_the_match)
    # Wednesday 10:00 to Sunday 24:00: four days and 14 hours, less the hour of summer time.
    assert told["permitted_s"] == (4 * 24 + 14 - 1) * HOUR
    (camera,) = told["cameras"]
    assert camera["interrupted_s"] == 5 * 60 + 42 + 30 * 60 + 75 * 60
    assert camera["analysed_s"] == told["permitted_s"] - camera["interrupted_s"]
    assert [(one["state"], one["reason"], one["times"]) for one in told["interruptions"]] == [
        ("frozen", "", 1),
        ("offline", "unreachable", 1),
        ("starting", "", 1),
        ("unwatched", "", 1),
    ]


def test_only_long_interruptions_are_told_one_by_one(of_the_match: Order) -> None:
    told = of(of_the_match)["told"]
    assert [(one["state"], one["since"], one["lasted_s"]) for one in told] == [
        ("starting", at(25, 10), 5 * 60),
        ("unwatched", at(28, 12), 30 * 60),
        ("offline", at(29, 6), 75 * 60),
    ]


def test_the_week_after_goes_on_where_this_one_ends(of_the_match: Order) -> None:
    first, second = (of(of_the_match, week) for week in weeks_of(of_the_match))
    assert first["permitted"][-1]["until"] == second["permitted"][0]["since"] == at(30, 0)
    whole = (at(31, 18) - at(25, 10)).total_seconds()
    assert first["permitted_s"] + second["permitted_s"] == whole


def test_a_live_picture_that_nobody_watches_is_not_analysed(camera: Camera) -> None:
    order = of_march(camera)
    was(camera, "live", at(25, 10), None)  # its worker died, and nobody told
    watched(camera, at(25, 10), at(25, 11))
    (told,) = of(order)["cameras"]
    assert told["analysed_s"] == HOUR
    assert [one["state"] for one in of(order)["interruptions"]] == ["unwatched"]


def test_a_dead_workers_lease_counts_as_long_as_it_lasted(camera: Camera) -> None:
    order = of_march(camera)
    lease = watched(camera, at(25, 10), at(25, 11))
    type(lease).objects.update(given_up_at=None)  # renewed a second before, for five
    was(camera, "live", at(25, 10), None)
    (told,) = of(order)["cameras"]
    assert told["analysed_s"] == HOUR + 4


def test_a_watched_camera_that_told_nothing_is_not_analysed(camera: Camera) -> None:
    order = of_march(camera)
    watched(camera, at(25, 10), at(31, 18))
    was(camera, "live", at(25, 12), at(25, 13))
    told = of(order)
    assert [one["state"] for one in told["interruptions"]] == ["unrecorded"]
    assert told["cameras"][0]["analysed_s"] == HOUR


def test_calibrating_is_neither_analysed_nor_interrupted(camera: Camera) -> None:
    order = of_march(camera)
    watched(camera, at(25, 10), at(25, 12))
    was(camera, "calibrating", at(25, 10), at(25, 12))
    (told,) = of(order)["cameras"]
    assert (told["analysed_s"], told["calibrating_s"]) == (0, 2 * HOUR)


def test_nothing_is_permitted_before_the_public_is_informed(camera: Camera) -> None:
    order = of_march(camera, is_announced=False)
    order.notices.create(published_at=at(26, 10), places="Gate A")
    assert of(order)["permitted"][0]["since"] == at(26, 10)


def test_instants_are_those_of_the_gate(of_the_match: Order) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT law_instants(%s)", [of_the_match.pk])
        (lawful,) = cursor.fetchone()
    found = [one for week in weeks_of(of_the_match) for one in _instants(of_the_match, week)]
    assert joined(found) == [
        Stretch(int(one.lower.timestamp()), int(one.upper.timestamp())) for one in lawful
    ]


def _instants(order: Order, week: Week) -> list[Stretch]:
    return permitted(Span(order, week, now()))


def test_they_are_those_of_the_gate_up_to_a_stop_too(order: Order, operator: Any) -> None:
    """In the present, where alone stops can be."""
    stop = order.stops.create(by=operator, reason="a quarrel")
    stop.refresh_from_db()
    week = weeks_of(order)[-1]
    later = stop.at + timedelta(seconds=1)
    assert permitted(Span(order, week, later))[-1].until_s == int(stop.at.timestamp())


SOME = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda one: Stretch(*one)))
STATES = st.lists(
    st.tuples(
        st.sampled_from(["live", "calibrating", "offline", "late"]),
        st.just(""),
        st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda one: Stretch(*one)),
    )
)


@settings(deadline=None)
@given(SOME, SOME, STATES)
def test_spells_cover_what_is_permitted_exactly_once(
    instants: list[Stretch], leases: list[Stretch], states: list[tuple[str, str, Stretch]]
) -> None:
    lawful = joined(instants)
    states.sort(key=lambda one: one[2].since_s)
    spells = [one.stretch for one in _spells(1, lawful, leases, states)]
    assert length_s(spells) == length_s(lawful)
    assert joined(spells) == joined(lawful)
