"""What no stream of frames may do to a rule, however strange it is."""

from collections.abc import Sequence
from math import atan2
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detection.boxes import Box, Detection, Track
from detection.flicker import Flame
from detection.kinds import EventKind
from detection.moving_points import MovingPoints
from detection.rulebook import RULES
from detection.sighting import Moment, Sighting
from detection.still_objects import StillThing
from detection.zones import Point, Zone, crossing_edges

NEEDED: dict[str, dict[str, Any]] = {
    "wrong_way": {"direction": [1, 0]},
    "density": {"limit_people": 1},
    "abandoned_object": {"unattended_s": 2},
}
EVERY = pytest.mark.parametrize("name", sorted(RULES))
MANY = settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)

fractions = st.floats(0, 1)
boxes = st.tuples(fractions, fractions, fractions, fractions).map(
    lambda four: Box(min(four[::2]), min(four[1::2]), max(four[::2]), max(four[1::2]))
)
labels = st.sampled_from(["person", "car", "dog", "suitcase"])
detections = st.builds(Detection, boxes, labels, fractions)
tracks = st.builds(Track, st.integers(1, 4), boxes, labels, fractions)


def around_their_middle(points: Sequence[Point]) -> tuple[Point, ...]:
    """In this order their outline seldom crosses itself, and most draws can be used."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return tuple(sorted(points, key=lambda point: atan2(point[1] - y, point[0] - x)))


polygons = (
    st.lists(st.tuples(fractions, fractions), min_size=3, max_size=7)
    .map(around_their_middle)
    .filter(lambda polygon: not crossing_edges(polygon))
)


def several(of: st.SearchStrategy[Any], most: int = 6) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=most).map(tuple)


@st.composite
def moving_points(draw: st.DrawFn) -> MovingPoints:
    count = draw(st.integers(0, 20))
    chance = np.random.default_rng(draw(st.integers(0, 1000)))
    values = chance.random((count, 6)).astype(np.float32)
    return MovingPoints(values[:, :2], values[:, 2:4], values[:, 4] * 2, values[:, 5], 1.5)


@st.composite
def streams(draw: st.DrawFn) -> list[Moment]:
    """Frames whose clock mostly goes on, sometimes stands, jumps or goes back."""
    second, moments = 0.0, []
    for _ in range(draw(st.integers(1, 25))):
        second += draw(st.sampled_from([0.2, 0.2, 0.2, 0.2, 0.0, -3.0, 7.0]))
        cues = {
            "motion": draw(moving_points()),
            "flames": draw(several(st.builds(Flame, boxes, fractions, fractions), 3)),
            "background": draw(
                several(
                    st.builds(
                        StillThing,
                        st.integers(1, 3),
                        boxes,
                        st.just(max(0.0, second - 2)),
                        st.just(second),
                    ),
                    3,
                )
            ),
            "weapons": draw(st.none() | several(detections, 3)),
        }
        unique = {track.id: track for track in draw(several(tracks))}
        moments.append(
            Moment(
                second,
                tuple(unique.values()),
                draw(several(detections)),
                draw(st.none() | several(detections)),
                None,
                cues,
            )
        )
    return moments


def run(name: str, polygon: tuple[Point, ...], moments: list[Moment]) -> list[Sighting]:
    rule = RULES[name](Zone("z", EventKind(name), polygon, NEEDED.get(name, {})))
    found = [sighting for one in moments if (sighting := rule.look(one))]
    last = rule.stop()
    return [*found, last] if last else found


@EVERY
@MANY
@given(polygon=polygons, moments=streams())
def test_every_sighting_opens_once_ends_once_and_not_before_it_began(
    name: str, polygon: tuple[Point, ...], moments: list[Moment]
) -> None:
    sightings = run(name, polygon, moments)
    opened = [one for one in sightings if one.end_s is None]
    ended = [one for one in sightings if one.end_s is not None]
    assert [one.number for one in opened] == [one.number for one in ended]
    for one in ended:
        assert one.end_s is not None
        assert one.start_s <= one.end_s
        assert one.start_s <= one.opened_s
        assert 0 <= one.confidence <= 1
        RULES[name].reason_text.format(**one.reason)


@EVERY
@MANY
@given(moments=streams())
def test_every_rule_sees_nothing_in_a_zone_where_nothing_is(
    name: str, moments: list[Moment]
) -> None:
    """A sliver at the very corner of the picture holds no one's feet."""
    sliver = ((0.0, 0.0), (1e-9, 0.0), (0.0, 1e-9))
    moments = [one for one in moments if not _touches_the_corner(one)]
    assert not run(name, sliver, moments)


def _touches_the_corner(moment: Moment) -> bool:
    everything = [*moment.tracks, *moment.found, *(moment.people or ())]
    everything += [*moment.cues["flames"], *moment.cues["background"]]
    everything += moment.cues["weapons"] or ()
    places = [place for one in everything for place in (one.box.feet, one.box.centre)]
    return any(x < 1e-8 and y < 1e-8 for x, y in places) or any(
        x < 1e-8 and y < 1e-8 for x, y in moment.cues["motion"].at.tolist()
    )
