"""Moments as a pipeline would make them, from a few numbers."""

from detection.boxes import Box, Detection, Track
from detection.sighting import Moment


def person(x: float, y: float, track: int = 1, confidence: float = 0.8) -> Track:
    """Standing with the feet at (x, y)."""
    return Track(track, Box(x - 0.02, y - 0.2, x + 0.02, y), "person", confidence)


def moment(second: float, *tracks: Track) -> Moment:
    return Moment(second, tracks)


def crowd(second: float, people: int) -> Moment:
    """`people` in a row, all within the left half of the picture."""
    boxes = [Box(0.01 * n, 0.4, 0.01 * n + 0.008, 0.6) for n in range(people)]
    return Moment(second, (), (), tuple(Detection(box, "person", 0.6) for box in boxes))
