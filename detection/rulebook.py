"""The kinds of event that this version can find. Light: the web processes import it too."""

import detection.events
from detection.plugins import classes_by_file
from detection.rules import ZoneRule

RULES: dict[str, type[ZoneRule]] = classes_by_file(detection.events)
"""Kind → its rule."""
