"""What an evaluation is of: a period, and perhaps one venue or one order."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from command_center.alerts.models import Alert
from command_center.calibration.models import Calibration


@dataclass(frozen=True, slots=True)
class Selection:
    """`since` inclusive, `until` exclusive, both aware. The demonstration's films are no site, and
    are never counted with one: `is_demonstration` says which of the two."""

    since: datetime
    until: datetime
    venue_id: int | None = None
    order_id: int | None = None
    is_demonstration: bool = False


def selected(selection: Selection) -> "models.QuerySet[Alert]":
    """Alerts by their beginning."""
    alerts = Alert.objects.filter(
        started_at__gte=selection.since,
        started_at__lt=selection.until,
        order__is_demonstration=selection.is_demonstration,
    )
    if selection.venue_id is not None:
        alerts = alerts.filter(camera__venue=selection.venue_id)
    if selection.order_id is not None:
        alerts = alerts.filter(order=selection.order_id)
    return alerts


def live(selection: Selection) -> "models.QuerySet[Alert]":
    """Without what began while its camera was calibrated."""
    return selected(selection).filter(~_calibrating())


def calibrating(selection: Selection) -> "models.QuerySet[Alert]":
    """The others: a calibration holds alerts back, and one that began in its first second, before
    the worker had heard of it, is counted apart."""
    return selected(selection).filter(_calibrating())


def _calibrating() -> models.Exists:
    at = models.OuterRef("started_at")
    periods = Calibration.objects.filter(
        camera=models.OuterRef("camera"), starts_at__lte=at, ends_at__gt=at
    )
    return models.Exists(periods.filter(models.Q(stopped_at=None) | models.Q(stopped_at__gt=at)))
