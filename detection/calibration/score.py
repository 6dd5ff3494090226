"""How near a rule is to its threshold."""

from dataclasses import dataclass

from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Score:
    """A quantity that opens a situation when it passes the rule's `parameter`, in its unit.

    `zone` is empty where the whole picture is looked at.
    """

    kind: EventKind
    zone: str
    parameter: str
    value: float
