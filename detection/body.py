"""A body's posture from its key points. The face's are never read (Décret 2023-828, art. 2)."""

from dataclasses import dataclass
from math import atan2, degrees

Joint = tuple[float, float, float]
"""x, y in fractions of the image, and how sure the model is (0..1)."""

COCO_POINTS, HEAD_POINTS = 17, 5
"""A model trained on COCO gives nose, eyes and ears first: they are left out where it is read."""

SURE = 0.4
"""Of a joint; a guess about what is hidden says nothing of posture."""

SHOULDERS, HIPS, KNEES, ANKLES = slice(0, 2), slice(6, 8), slice(8, 10), slice(10, 12)


@dataclass(frozen=True, slots=True)
class Body:
    """Twelve joints: shoulders, elbows, wrists, hips, knees and ankles, left before right."""

    joints: tuple[Joint, ...]

    def trunk_deg(self, aspect: float) -> float | None:
        """From 0, shoulders straight above the hips, to 180; None where they are not seen.

        `aspect` is width over height of the image that the fractions are of.
        """
        shoulders, hips = _middle(self.joints[SHOULDERS]), _middle(self.joints[HIPS])
        if shoulders is None or hips is None:
            return None
        right = (shoulders[0] - hips[0]) * aspect
        return degrees(atan2(abs(right), hips[1] - shoulders[1]))


def _middle(joints: tuple[Joint, ...]) -> tuple[float, float] | None:
    """Of those that are sure: one of the two will do, the other is often hidden."""
    sure = [(x, y) for x, y, confidence in joints if confidence >= SURE]
    if not sure:
        return None
    return sum(x for x, _ in sure) / len(sure), sum(y for _, y in sure) / len(sure)
