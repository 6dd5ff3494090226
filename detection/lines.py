"""A line drawn across a picture, and who has crossed it to which side."""

from dataclasses import dataclass, field

from detection.boxes import Track
from detection.zones import Point

REMEMBERED_S = 5.0
"""A track that was lost for longer is somebody new."""


@dataclass(frozen=True, slots=True)
class Line:
    """From `start` to `end`; its right side is to the right of who walks from one to the other."""

    start: Point
    end: Point

    def is_right(self, point: Point) -> bool:
        return _turn(self.start, self.end, point) > 0

    def is_crossed(self, before: Point, now: Point) -> bool:
        """Whether the way between two points meets the line between its ends."""
        if self.is_right(before) == self.is_right(now):
            return False
        return (_turn(before, now, self.start) > 0) != (_turn(before, now, self.end) > 0)


@dataclass
class Crossings:
    """Who crosses one line, by the feet of each track."""

    line: Line
    _feet: dict[int, tuple[float, Point]] = field(default_factory=dict)

    def update(self, tracks: tuple[Track, ...], pts_s: float) -> list[tuple[Track, bool]]:
        """The tracks that have crossed since the last frame, and whether to the right side."""
        crossed = [
            (track, self.line.is_right(track.box.feet))
            for track in tracks
            if track.id in self._feet
            and self.line.is_crossed(self._feet[track.id][1], track.box.feet)
        ]
        self._feet |= {track.id: (pts_s, track.box.feet) for track in tracks}
        self._feet = {
            number: (seen_s, feet)
            for number, (seen_s, feet) in self._feet.items()
            if 0 <= pts_s - seen_s <= REMEMBERED_S
        }
        return crossed


def _turn(one: Point, two: Point, three: Point) -> float:
    """Above 0 where the way through the points turns right (y grows downwards)."""
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
