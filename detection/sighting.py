"""What the rules of an event see and say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from detection.boxes import Box, Detection, Track
from detection.frame import Image
from detection.ground import Ground
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is known of one analysed frame.

    `found` is what the detector saw in it, `tracks` what of that was followed from earlier frames.
    `people` counts a crowd: persons found at a higher resolution than `tracks`, present only
    on the frames where that costly look was taken (about once a second). `cues` holds what each
    cue that a rule asked for has measured, by the name of its file. `ground` is None where the
    camera has not been calibrated. `local_at` is the time of day at the venue.
    """

    pts_s: float
    tracks: tuple[Track, ...]
    found: tuple[Detection, ...] = ()
    people: tuple[Detection, ...] | None = None
    image: Image | None = None
    cues: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    ground: Ground | None = None
    local_at: datetime | None = None

    @property
    def aspect(self) -> float:
        """Width over height: fractions of the two sides are not the same length."""
        return 1.0 if self.image is None else self.image.shape[1] / self.image.shape[0]


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event that was found. It draws a person's attention; it decides nothing.

    Given twice: when it opens (`end_s` is None) and, with the same `number`, when it has ended.
    `start_s` is when the event began, `opened_s` when it was sure enough to be said. `zone` is
    empty where the whole picture is looked at. `reason` holds the numbers that led to it; the
    words are the rule's `reason_text`.
    """

    number: int
    kind: EventKind
    zone: str
    start_s: float
    opened_s: float
    end_s: float | None
    box: Box
    confidence: float
    track: int | None
    reason: Mapping[str, float]
