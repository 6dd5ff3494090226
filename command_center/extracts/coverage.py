"""What is recorded of cameras within a stretch: shown before it is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from command_center.extracts.sources import Missing, missing
from command_center.footage.gap import GapCause
from command_center.venues.models import Camera

WIDTH = 1000
"""Of the bar, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class MissingRow:
    """`left` and `width`: where it lies in the bar."""

    since: datetime
    until: datetime
    cause: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class CoverageRow:
    camera: Camera
    missing: list[MissingRow]
    lacks: timedelta
    is_empty: bool


def coverage(cameras: Iterable[Camera], since: datetime, until: datetime) -> list[CoverageRow]:
    return [_row(camera, since, until) for camera in cameras]


def _row(camera: Camera, since: datetime, until: datetime) -> CoverageRow:
    found = missing(camera.pk, since, until)
    lacks = sum((one.until - one.since for one in found), timedelta(0))
    rows = [_missing_row(one, since, until) for one in found]
    return CoverageRow(camera, rows, lacks, is_empty=lacks >= until - since)


def _missing_row(one: Missing, since: datetime, until: datetime) -> MissingRow:
    scale = WIDTH / (until - since).total_seconds()
    left = (one.since - since).total_seconds() * scale
    right = (one.until - since).total_seconds() * scale
    cause = str(GapCause(one.cause).label) if one.cause else _("nothing is recorded")
    return MissingRow(one.since, one.until, cause, round(left, 2), round(max(right - left, 2), 2))
