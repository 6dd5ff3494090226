"""Which state of a camera is told: the one that matters most to who looks at its picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.streams.camera_states import StateHistory
from command_center.streams.live_feed import LiveFeed
from detection.watchdog.condition import Condition

LATE_S = 2.0
"""Behind the pace of before: a network that stutters comes to one."""

STALE_S = 5.0
"""What came so late is not analysed: an alert must tell of now."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a camera's present picture."""

    is_permitted: bool
    late_s: float
    condition: Condition | None
    is_calibrating: bool
    trouble: str = ""

    @property
    def is_stale(self) -> bool:
        return self.late_s > STALE_S

    @property
    def is_analysed(self) -> bool:
        return self.is_permitted and not self.trouble and not self.is_stale


@dataclass(frozen=True, slots=True)
class StateTeller:
    """To the browsers at once, to the database when it can be had."""

    feed: LiveFeed
    history: StateHistory

    def tell(
        self, state: str, reason: str = "", measures: Mapping[str, float] | None = None
    ) -> None:
        self.feed.show_state(state, reason)
        self.history.note(state, reason, measures or {})

    def tell_of(self, seen: Seen) -> None:
        if not seen.is_permitted:
            self.tell("unpermitted")
        elif seen.trouble:
            self.tell("without_model", seen.trouble)
        elif seen.late_s > LATE_S:
            self.tell("late", measures={"late_s": round(seen.late_s, 1)})
        elif seen.condition is not None and seen.condition.fault is not None:
            self.tell(seen.condition.fault.value, measures=seen.condition.reason)
        else:
            # A camera that raises no alerts must not look like one where nothing happens.
            self.tell("calibrating" if seen.is_calibrating else "live")
