"""How a camera's picture is."""

from collections.abc import Mapping
from dataclasses import dataclass

from detection.watchdog.picture_fault import PictureFault


@dataclass(frozen=True, slots=True)
class Condition:
    """The one fault that matters most, or None for a good picture.

    `since_s` is presentation time in seconds; for a fault, when it was first seen, which is before
    it was told. `reason` has the measures that made it a fault, as they were last seen; their
    names and units are in docs/watchdog.md. It is empty for a good picture.
    """

    fault: PictureFault | None
    since_s: float
    reason: Mapping[str, float]
