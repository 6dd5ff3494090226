"""Of several things that are wrong with a picture, the one that matters most is told."""

import pytest

from command_center.streams.told_state import Seen, StateTeller
from detection.watchdog.condition import Condition
from detection.watchdog.picture_fault import PictureFault

GOOD = Condition(None, 0.0, {})
FROZEN = Condition(PictureFault.FROZEN, 3.0, {"still_s": 12.0})


class Noting:
    """Stands where the feed and the history are: it is told what they would be."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def show_state(self, state: str, reason: str) -> None:
        self.told.append((state, reason))

    def note(self, state: str, reason: str, measures: object) -> None:
        self.told.append((state, reason, measures))


@pytest.mark.parametrize(
    ("seen", "state", "measures"),
    [
        (Seen(True, 0.0, GOOD, False), "live", {}),
        (Seen(True, 0.0, None, True), "calibrating", {}),
        (Seen(True, 0.0, FROZEN, True), "frozen", {"still_s": 12.0}),
        (Seen(True, 2.5, FROZEN, False), "late", {"late_s": 2.5}),
        (Seen(False, 9.0, FROZEN, True), "unpermitted", {}),
        (Seen(False, 0.0, None, False, "model_absent"), "unpermitted", {}),
    ],
)
def test_state_that_matters_most_is_told(seen: Seen, state: str, measures: object) -> None:
    noting = Noting()
    StateTeller(noting, noting).tell_of(seen)  # type: ignore[arg-type]
    assert noting.told == [(state, ""), (state, "", measures)]


def test_camera_whose_model_does_not_run_says_why() -> None:
    noting, seen = Noting(), Seen(True, 2.5, FROZEN, False, "model_changed")
    StateTeller(noting, noting).tell_of(seen)  # type: ignore[arg-type]
    assert noting.told[0] == ("without_model", "model_changed")
    assert not seen.is_analysed


def test_what_came_much_too_late_is_stale_and_a_stutter_is_not() -> None:
    assert Seen(True, 5.1, None, False).is_stale
    assert not Seen(True, 2.5, None, False).is_stale
