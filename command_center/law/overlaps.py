"""Orders for the same cameras at the same time: allowed, and told before one is entered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from command_center.law.hindrances import named
from command_center.law.models import Order
from command_center.venues.models import KIND_LABELS, Camera
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Overlap:
    """`added`: kinds that only the new order permits there; `both`: kinds of both orders, whose
    alerts name `told_by`, the one that began last."""

    other: Order
    cameras: str
    added: str
    both: str
    told_by: str


def overlaps(order: Order, cameras: Sequence[Camera]) -> list[Overlap]:
    """`order` may not be entered yet."""
    around = Order.objects.filter(
        starts_at__lt=order.ends_at,
        ends_at__gt=order.starts_at,
        withdrawn_at=None,
        cameras__in=cameras,
    )
    shared = Prefetch("cameras", Camera.objects.filter(pk__in=[one.pk for one in cameras]))
    others = around.exclude(pk=order.pk).distinct().prefetch_related(shared)
    return [_overlap(order, other) for other in others]


def _overlap(order: Order, other: Order) -> Overlap:
    both = set(order.kinds) & set(other.kinds)
    return Overlap(
        other,
        named([camera.name for camera in other.cameras.all()]),
        _kinds(set(order.kinds) - both),
        _kinds(both),
        _last_begun(order, other).reference,
    )


def _last_begun(order: Order, other: Order) -> Order:
    """As the gate chooses; what is not entered yet gets the highest number."""
    if order.starts_at != other.starts_at:
        return max(order, other, key=lambda one: one.starts_at)
    return order if order.pk is None or order.pk > other.pk else other


def _kinds(kinds: set[str]) -> str:
    return ", ".join(str(KIND_LABELS[EventKind(kind)]) for kind in sorted(kinds))
