"""A camera whose truth is known: a pinhole above flat ground."""

from dataclasses import dataclass
from math import cos, radians, sin

from detection.zones import Point

ASPECT = 16 / 9


@dataclass(frozen=True, slots=True)
class Pinhole:
    """In the origin, looking along y unless turned; `focal` in widths of the picture."""

    height_m: float = 6.0
    tilt_deg: float = 25.0
    turn_deg: float = 0.0
    focal: float = 0.8

    def image(self, metres: Point) -> Point:
        """In fractions of the picture; for what is in front of the camera only."""
        turn, tilt = radians(self.turn_deg), radians(self.tilt_deg)
        x, y = metres
        right = x * cos(turn) - y * sin(turn)
        ahead = x * sin(turn) + y * cos(turn)
        forward = ahead * cos(tilt) + self.height_m * sin(tilt)
        up = ahead * sin(tilt) - self.height_m * cos(tilt)
        assert forward > 0, metres
        return (0.5 + self.focal * right / forward, 0.5 - self.focal * ASPECT * up / forward)
