"""What stands in the way of an erasure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A file that cannot be removed, and what the operating system says."""

    path: str
    why: str
