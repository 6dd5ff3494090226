"""What a detector and a tracker report; positions are fractions of the image, origin top left."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from detection.body import Body

VEHICLES = frozenset({"bicycle", "motorcycle", "car", "bus", "truck", "train", "boat"})
"""Labels, as COCO names them. A person on a bicycle is two objects."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in image fractions (0..1), so that it means the same at every resolution."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    @property
    def feet(self) -> tuple[float, float]:
        """Bottom centre: where a standing person or a vehicle touches the ground."""
        return ((self.left + self.right) / 2, self.bottom)

    @property
    def centre(self) -> tuple[float, float]:
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, share: float) -> "Box":
        """Larger by `share` of its width and height on each side, within the picture."""
        wide, high = share * (self.right - self.left), share * (self.bottom - self.top)
        return Box(
            max(0.0, self.left - wide),
            max(0.0, self.top - high),
            min(1.0, self.right + wide),
            min(1.0, self.bottom + high),
        )

    def contains(self, point: tuple[float, float]) -> bool:
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def intersection(self, other: "Box") -> float:
        """Shared area, as a fraction of the image."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def iou(self, other: "Box") -> float:
        """Intersection over union, 0..1."""
        shared = self.intersection(other)
        union = self.area + other.area - shared
        return shared / union if union else 0.0

    def seen_from(self, place: "Box") -> "Box":
        """The same rectangle in fractions of `place`, cut off at its edges."""
        wide, high = place.right - place.left, place.bottom - place.top
        left, right = ((x - place.left) / wide for x in (self.left, self.right))
        top, bottom = ((y - place.top) / high for y in (self.top, self.bottom))
        return Box(max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom))

    @staticmethod
    def around(boxes: "Iterable[Box]") -> "Box":
        """The smallest that holds all of them; there must be one."""
        sides = list(zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True))
        return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))

    def rounded(self) -> list[float]:
        """[left, top, right, bottom] to four places: a tenth of a pixel at 1080p."""
        return [round(value, 4) for value in (self.left, self.top, self.right, self.bottom)]


@dataclass(frozen=True, slots=True)
class Detection:
    """One object in one image. `confidence` is 0..1. Only a pose model gives a `body`."""

    box: Box
    label: str
    confidence: float
    body: Body | None = None

    def seen_from(self, place: Box) -> "Detection":
        """The same in fractions of `place`, cut off at its edges."""
        return replace(self, box=self.box.seen_from(place))


@dataclass(frozen=True, slots=True)
class Track:
    """One object followed through the images of one camera.

    `id` counts from 1 within one run of one camera; it is no identity: it means nothing in
    another camera or after the object has left (Décret n° 2023-828, article 2).
    """

    id: int
    box: Box
    label: str
    confidence: float
