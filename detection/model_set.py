"""The models that one worker runs, by what they are for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from detection.detectors import Detector


@dataclass(frozen=True, slots=True)
class ModelSet:
    """`general` finds persons, vehicles and things; `pose` gives persons key points.

    `special` holds the models that know what a general one does not: `weapon`, `fire`. They are
    trained by few and bring their own class names, so each is entered with a class map.
    """

    general: Detector
    pose: Detector | None = None
    special: Mapping[str, Detector] = field(default_factory=dict)
