"""What was found while cameras were calibrated: counted apart, never in a precision."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Least

from command_center.calibration.models import Acceptance, Calibration, HeldBackAlert
from command_center.evaluation.selection import Selection, calibrating
from command_center.law.models import OrderedCamera
from detection.kinds import EventKind

Key = tuple[str, str, EventKind]


@dataclass(frozen=True, slots=True)
class CalibrationCount:
    """Of one camera and kind. `raised`: alerts that began in a calibration all the same."""

    venue: str
    camera: str
    kind: EventKind
    held_back: int
    accepted: int
    raised: int


def calibration_counts(selection: Selection) -> list[CalibrationCount]:
    periods = _periods(selection)
    held = _by_kind(HeldBackAlert.objects.filter(calibration__in=periods), "calibration__")
    accepted = _by_kind(Acceptance.objects.filter(calibration__in=periods), "calibration__")
    raised = _by_kind(calibrating(selection), "")
    keys = sorted(held.keys() | accepted.keys() | raised.keys())
    return [CalibrationCount(*key, held[key], accepted[key], raised[key]) for key in keys]


def calibrated_h(selection: Selection) -> float:
    """Hours of all cameras together, within the selection."""
    total_s = 0.0
    for starts_at, over_at in _periods(selection).values_list("starts_at", "over"):
        within = min(over_at, selection.until) - max(starts_at, selection.since)
        total_s += max(0.0, within.total_seconds())
    return total_s / 3600


def _periods(selection: Selection) -> "QuerySet[Any]":
    """Under an order: those of its cameras, while it lasted."""
    over = Least(F("ends_at"), F("stopped_at"))  # PostgreSQL's ignores what is NULL
    periods: QuerySet[Any] = Calibration.objects.annotate(over=over)
    periods = periods.filter(starts_at__lt=selection.until, over__gt=selection.since)
    if selection.venue_id is not None:
        periods = periods.filter(camera__venue=selection.venue_id)
    if selection.order_id is not None:
        listed = OrderedCamera.objects.filter(order=selection.order_id)
        periods = periods.filter(camera__in=listed.values("camera"))
    return periods


def _by_kind(rows: "QuerySet[Any]", to_camera: str) -> Counter[Key]:
    venue, camera = f"{to_camera}camera__venue__name", f"{to_camera}camera__name"
    groups = rows.order_by().values(venue, camera, "kind").annotate(count=Count("pk"))
    return Counter(
        {(row[venue], row[camera], EventKind(row["kind"])): row["count"] for row in groups}
    )
