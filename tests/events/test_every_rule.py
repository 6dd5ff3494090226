"""What holds for every kind of event."""

import string

import pytest

from detection.kinds import EventKind
from detection.rulebook import RULES
from detection.rules import ZoneRule
from detection.zones import Zone, ZoneRefused

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
EVERY = pytest.mark.parametrize("name", sorted(RULES))


@EVERY
def test_every_rule_has_the_name_of_its_kind(name: str) -> None:
    assert RULES[name].kind == EventKind(name)
    assert issubclass(RULES[name], ZoneRule)


@EVERY
def test_every_rule_names_a_parameter_that_it_does_not_know(name: str) -> None:
    with pytest.raises(ZoneRefused, match="“z”: unknown key “loiter_s”"):
        RULES[name](Zone("z", EventKind(name), SQUARE, {"loiter_s": 3}))


@EVERY
def test_every_rule_refuses_a_negative_parameter(name: str) -> None:
    with pytest.raises(ZoneRefused, match="“open_after_s” must be a number of 0 or more"):
        RULES[name](Zone("z", EventKind(name), SQUARE, {"open_after_s": -1}))


@EVERY
def test_every_rule_gives_its_reason_in_numbers(name: str) -> None:
    assert [part[1] for part in string.Formatter().parse(RULES[name].reason_text) if part[1]]


def test_kinds_of_event_are_the_eight_of_the_decree() -> None:
    assert set(EventKind) == {
        "abandoned_object",
        "weapon",
        "wrong_way",
        "intrusion",
        "person_down",
        "crowd_movement",
        "density",
        "fire",
    }
