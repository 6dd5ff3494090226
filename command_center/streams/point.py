"""One point of a camera's last half hour."""

from dataclasses import dataclass

POINT_EVERY_S = 10.0
POINTS = 180


@dataclass(frozen=True, slots=True)
class Point:
    """Means of the time before `at_s` (Unix time); None where nothing was analysed in it."""

    at_s: float
    received_per_s: float
    analysed_per_s: float
    analysis_s: float | None
    delay_s: float | None
