"""How far a right reaches: every statement of `Reach` holds for whatever posts there are."""

from collections.abc import Sequence

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from command_center.people.reach import (
    AT_CAMERA,
    EVERYWHERE,
    NOWHERE,
    OF_NO_VENUE,
    Place,
    Reach,
    united,
)
from command_center.venues.models import Camera, Mask, Venue

Part = tuple[int | None, list[int]]
numbers = st.integers(1, 3)
cameras = st.integers(1, 6)


def camera_of(venue: int) -> st.SearchStrategy[list[int]]:
    """Cameras 1 and 2 are of venue 1, 3 and 4 of venue 2, 5 and 6 of venue 3."""
    return st.lists(st.sampled_from([2 * venue - 1, 2 * venue]), max_size=2, unique=True)


at_a_venue: st.SearchStrategy[Part] = numbers.flatmap(
    lambda venue: camera_of(venue).map(lambda given: (venue, given))
)
everywhere: st.SearchStrategy[Part] = st.just((None, []))
parts = st.lists(st.one_of(at_a_venue, at_a_venue, everywhere), max_size=5)
PLACES = [Place((camera + 1) // 2, camera) for camera in range(1, 7)]
PLACES += [Place(venue) for venue in (1, 2, 3)]


def covers(part: Part, place: Place) -> bool:
    """As the words of a post say it."""
    venue, given = part
    if venue is None:
        return True
    return venue == place.venue and (not given or place.camera in {None, *given})


@given(parts)
def test_several_posts_reach_what_one_of_them_reaches(held: Sequence[Part]) -> None:
    reach = united(held)
    for place in PLACES:
        assert reach.covers(place) == any(covers(part, place) for part in held)
    assert bool(reach) == bool(held)


@given(parts)
def test_what_is_of_no_venue_is_only_for_who_reaches_everywhere(held: Sequence[Part]) -> None:
    reach = united(held)
    assert reach.covers(OF_NO_VENUE) == reach.covers_wholly(OF_NO_VENUE) == reach.is_everywhere


@given(parts)
def test_who_changes_a_venue_has_all_of_it(held: Sequence[Part]) -> None:
    reach = united(held)
    for place in PLACES:
        whole = any(venue in {None, place.venue} and not only for venue, only in held)
        one = any(covers(part, place) for part in held)
        assert reach.covers_wholly(place) == (whole if place.camera is None else one)
        assert reach.covers(place) or not reach.covers_wholly(place)


@given(parts, parts)
def test_a_further_post_takes_nothing_away(held: Sequence[Part], more: Sequence[Part]) -> None:
    before, after = united(held), united([*held, *more])
    assert all(after.covers(place) for place in PLACES if before.covers(place))
    assert after == united([*more, *held])


def test_nobody_reaches_anything_without_a_post() -> None:
    assert united([]) == NOWHERE
    assert not NOWHERE
    assert not any(NOWHERE.covers(place) for place in PLACES)
    assert all(EVERYWHERE.covers(place) for place in PLACES)


class TestRows(TestCase):
    """A list shows exactly what the reach covers."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(parts)
    def test_conditions_on_rows_say_the_same(self, held: Sequence[Part]) -> None:
        for venue in (1, 2, 3):
            Venue.objects.get_or_create(pk=venue, defaults={"name": f"Venue {venue}"})
        for camera in range(1, 7):
            fields = {"venue_id": (camera + 1) // 2, "name": f"Camera {camera}", "url": "webcam:0"}
            made, _ = Camera.objects.get_or_create(pk=camera, defaults=fields)
            Mask.objects.get_or_create(camera=made, name="m", polygon=[[0, 0], [1, 0], [1, 1]])
        reach = united(held)
        of_cameras = {place.camera for place in PLACES if place.camera and reach.covers(place)}
        assert found(Camera, reach.of("venue_id", "pk")) == of_cameras
        assert found(Mask, reach.of(*AT_CAMERA), "camera_id") == of_cameras
        venues = {place.venue for place in PLACES if reach.covers(Place(place.venue))}
        assert found(Venue, reach.of("pk")) == venues
        whole = {venue for venue in venues if reach.covers_wholly(Place(venue))}
        assert found(Venue, reach.wholly_of("pk")) == whole


def found(model: type[Camera] | type[Mask] | type[Venue], of: Q, name: str = "pk") -> set[int]:
    return set(model._default_manager.filter(of).values_list(name, flat=True))


@pytest.mark.parametrize("reach", [NOWHERE, EVERYWHERE, Reach(venues={1: frozenset({2})})])
def test_reach_is_never_true_of_a_camera_alone(reach: Reach) -> None:
    """Camera 2 is of venue 1: a place that says otherwise is not believed."""
    assert reach.covers(Place(9, 2)) == reach.is_everywhere
