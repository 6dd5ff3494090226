import pytest

from detection.boxes import Box
from detection.evaluation.score import judge, mean_error_percent, score
from detection.evaluation.truth import Expected
from detection.kinds import EventKind
from detection.sighting import Sighting

FIRE = EventKind.FIRE


def event(start_s: float, end_s: float, zone: str | None = None) -> Expected:
    return Expected(FIRE, start_s, end_s, zone)


def seen(start_s: float, end_s: float, opened_s: float | None = None, zone: str = "") -> Sighting:
    opened_s = start_s if opened_s is None else opened_s
    return Sighting(1, FIRE, zone, start_s, opened_s, end_s, Box(0, 0, 1, 1), 1.0, None, {})


@pytest.mark.parametrize(
    ("what", "sightings", "expected", "hits", "missed", "false"),
    [
        ("within", [seen(12, 15)], [event(10, 20)], 1, 0, 0),
        ("a second early and over", [seen(8.5, 9.0)], [event(10, 20)], 1, 0, 0),
        ("earlier than that", [seen(7, 8.9)], [event(10, 20)], 0, 1, 1),
        ("after the end", [seen(20.1, 25)], [event(10, 20)], 0, 1, 1),
        ("at the end", [seen(20, 25)], [event(10, 20)], 1, 0, 0),
        ("a second one in the same event", [seen(11, 12), seen(14, 15)], [event(10, 20)], 1, 0, 1),
        ("one over two events", [seen(10, 40)], [event(10, 20), event(30, 40)], 2, 0, 0),
        ("two for two", [seen(10, 20), seen(30, 40)], [event(10, 20), event(30, 40)], 2, 0, 0),
        ("nothing", [], [event(10, 20)], 0, 1, 0),
        ("nothing to see", [seen(1, 2)], [], 0, 0, 1),
        ("the zone that is named", [seen(11, 12, zone="a")], [event(10, 20, "a")], 1, 0, 0),
        ("another zone", [seen(11, 12, zone="b")], [event(10, 20, "a")], 0, 1, 1),
        ("any zone will do", [seen(11, 12, zone="b")], [event(10, 20)], 1, 0, 0),
        ("another kind", [], [Expected(EventKind.WEAPON, 10, 20, None)], 0, 0, 0),
    ],
)
def test_sighting_is_held_against_the_truth(
    what: str,
    sightings: list[Sighting],
    expected: list[Expected],
    hits: int,
    missed: int,
    false: int,
) -> None:
    verdicts = judge(FIRE, sightings, expected, {})
    found = (len(verdicts.hits), len(verdicts.missed), len(verdicts.false))
    assert found == (hits, missed, false), what


@pytest.mark.parametrize(
    ("opened_s", "ordered_s", "delay_s"),
    [(12.5, 0, 2.5), (22.5, 10, 2.5), (9.5, 0, 0), (15, 10, 0)],
)
def test_delay_is_from_the_start_to_the_alert_less_the_wait_that_was_ordered(
    opened_s: float, ordered_s: float, delay_s: float
) -> None:
    sighting = seen(10, 30, opened_s, zone="hall")
    (hit,) = judge(FIRE, [sighting], [event(10, 30)], {"hall": ordered_s}).hits
    assert hit.delay_s == delay_s


def test_score_counts_over_clips_and_hours() -> None:
    one = judge(FIRE, [seen(11, 15), seen(16, 17)], [event(10, 20)], {})
    other = judge(FIRE, [], [event(10, 20)], {})
    total = score([one, other], hours=0.5)
    assert (total.events, total.found, total.missed, total.false_alerts) == (2, 1, 1, 1)
    assert (total.recall, total.false_alerts_per_camera_hour, total.median_delay_s) == (0.5, 2.0, 1)


def test_score_of_nothing_has_no_recall() -> None:
    total = score([], hours=0)
    assert (total.recall, total.median_delay_s, total.false_alerts_per_camera_hour) == (None,) * 3


def test_count_error_is_relative_and_an_empty_place_counts_whole_persons() -> None:
    assert mean_error_percent([(40, 36), (0, 0)]) == 5.0
    assert mean_error_percent([(0, 1)]) == 100.0
    assert mean_error_percent([]) is None
