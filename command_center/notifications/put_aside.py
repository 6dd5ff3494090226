"""Alerts that people have put aside before they came: shelved, suppressed, out of service."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from command_center.alerts.models import Alert
from command_center.desk.models import Suppression


def put_aside(numbers: Collection[int]) -> frozenset[int]:
    """Of these, those that a person wanted no attention for when they were raised."""
    then = Suppression.objects.filter(
        Q(lifted_at=None) | Q(lifted_at__gt=OuterRef("raised_at")),
        Q(until=None) | Q(until__gt=OuterRef("raised_at")),
        Q(kind="") | Q(kind=OuterRef("kind")),
        camera=OuterRef("camera"),
        at__lte=OuterRef("raised_at"),
    )
    found = Alert.objects.filter(Exists(then), pk__in=numbers).order_by()
    return frozenset(found.values_list("pk", flat=True))
