"""The cues that this version can measure. Heavy (OpenCV): only the workers import it."""

import detection.cues
from detection.cues import Cue
from detection.plugins import classes_by_file

CUES: dict[str, type[Cue]] = classes_by_file(detection.cues)
"""File name → its cue."""
