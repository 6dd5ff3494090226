"""What the rules of an event see and say."""

from collections.abc import Mapping
from dataclasses import dataclass

from detection.boxes import Box, Detection, Track
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is known of one analysed frame.

    `people` counts a crowd: persons found at a higher resolution than `tracks`, present only
    on the frames where that costly look was taken (about once a second).
    """

    pts_s: float
    tracks: tuple[Track, ...]
    people: tuple[Detection, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event that was found. It draws a person's attention; it decides nothing.

    Given twice: when it opens (`end_s` is None) and, with the same `number`, when it has ended.
    `reason` holds the numbers that led to it; the words are the rule's `reason_text`.
    """

    number: int
    kind: EventKind
    zone: str
    start_s: float
    end_s: float | None
    box: Box
    confidence: float
    track: int | None
    reason: Mapping[str, float]
