"""One part of the system, as the health page shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartRow:
    label: str
    value: str
    is_well: bool
