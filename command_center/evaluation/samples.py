"""The samples of quiet moments, kind by kind, as the estimate needs them."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.functions import Coalesce, Least, TruncHour

from command_center.alerts.judging import with_verdict
from command_center.alerts.models import Alert
from command_center.evaluation.misses import Sample
from command_center.evaluation.selection import Selection, live
from command_center.law.models import OrderedCamera
from command_center.streams.models import Glimpse
from detection.kinds import EventKind

NEAR = timedelta(minutes=1)
"""An alert that was open so soon before or after the moment has found what is seen there."""


def samples(selection: Selection) -> dict[EventKind, Sample]:
    """Of the kinds of which moments were kept."""
    found = {kind: _sample(selection, kind) for kind in EventKind}
    return {kind: sample for kind, sample in found.items() if sample.kept}


def moments_drawn(selection: Selection) -> int:
    """Taken or not: where a camera was not analysed at the moment, none was taken."""
    return _glimpses(selection).count()


def _sample(selection: Selection, kind: EventKind) -> Sample:
    near = Alert.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("taken_at") - NEAR),
        camera=OuterRef("camera"),
        kind=kind.value,
        started_at__lte=OuterRef("taken_at") + NEAR,
    )
    kept = _glimpses(selection).filter(taken_at__isnull=False, kinds__contains=[kind.value])
    told = kept.filter(~Exists(near)).aggregate(
        kept=Count("pk"),
        reviewed=Count("review"),
        seen=Count("review", filter=Q(review__seen__contains=[kind.value])),
        quiet_min=Coalesce(Sum("represents_min"), 0.0),
    )
    return Sample(**told, **_found(selection, kind))


def _found(selection: Selection, kind: EventKind) -> dict[str, Any]:
    """What was found in the same hours of the same cameras."""
    drawn = Glimpse.objects.annotate(hour=TruncHour("due_at")).filter(
        camera=OuterRef("camera"), hour=OuterRef("hour")
    )
    alerts = with_verdict(live(selection)).annotate(hour=TruncHour("started_at"))
    alerts = alerts.filter(Exists(drawn), kind=kind.value)
    ended_at = Coalesce("ended_at", selection.until)
    lasted = ExpressionWrapper(
        Least(ended_at, selection.until) - F("started_at"), output_field=DurationField()
    )
    confirmed = alerts.filter(outcome="confirmed")  # type: ignore[misc]
    total = confirmed.aggregate(total=Coalesce(Sum(lasted), timedelta()))["total"]
    unjudged = alerts.filter(outcome="").count()  # type: ignore[misc]
    return {"confirmed_min": total.total_seconds() / 60, "unjudged": unjudged}


def _glimpses(selection: Selection) -> "QuerySet[Glimpse]":
    found = Glimpse.objects.filter(due_at__gte=selection.since, due_at__lt=selection.until)
    if selection.venue_id is not None:
        found = found.filter(camera__venue=selection.venue_id)
    listed = OrderedCamera.objects.filter(
        camera=OuterRef("camera"),
        order__is_demonstration=selection.is_demonstration,
        order__starts_at__lte=OuterRef("due_at"),
        order__ends_at__gt=OuterRef("due_at"),
    )
    if selection.order_id is not None:
        listed = listed.filter(order=selection.order_id)
    return found.filter(Exists(listed))
