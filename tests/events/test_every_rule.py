"""What holds for every kind of event."""

import string

import pytest

from detection.kinds import EventKind
from detection.rulebook import RULES
from detection.rules import ZoneRule
from detection.zones import Zone, ZoneRefused

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
NEEDED: dict[str, dict[str, object]] = {"wrong_way": {"direction": [1, 0]}}
"""Parameters without which a kind cannot be looked for."""

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
        RULES[name](
            Zone("z", EventKind(name), SQUARE, {"open_after_s": -1, **NEEDED.get(name, {})})
        )


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


@EVERY
def test_every_rule_but_intrusion_refuses_a_line(name: str) -> None:
    line = Zone("gate", EventKind(name), ((0.0, 0.0), (1.0, 1.0)), NEEDED.get(name, {}))
    if RULES[name].takes_lines:
        assert RULES[name](line).situation.open_after_s == 0
    else:
        with pytest.raises(ZoneRefused, match=f"“gate”: {name} needs a polygon"):
            RULES[name](line)


@EVERY
def test_every_rule_whose_picture_is_whole_needs_no_parameter(name: str) -> None:
    if RULES[name].whole_picture:
        assert RULES[name](Zone("", EventKind(name), SQUARE))
