"""The alerts of a timeline: thousands at once, so each is a short row, and not a whole page's."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import BigIntegerField, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from command_center.alerts.models import Alert, Verdict
from command_center.people.reach import AT_CAMERA, Reach
from command_center.review.spans import Window


class TimelineAlert(NamedTuple):
    """Milliseconds since 1970, counted by PostgreSQL: reading ten thousand instants in Python took
    most of the answer's time. `outcome`: as the verdict that holds says; empty where nobody has
    judged."""

    id: int
    camera_id: int
    kind: str
    since_ms: int
    until_ms: int | None
    outcome: str


class Milliseconds(Func):
    template = "round(extract(epoch FROM %(expressions)s) * 1000)::bigint"
    output_field = BigIntegerField()


def timeline_alerts(window: Window, reach: Reach) -> list[TimelineAlert]:
    """All that go on within the window, the oldest first."""
    latest = Verdict.objects.filter(alert=OuterRef("pk")).order_by("-id").values("outcome")
    found = Alert.objects.filter(reach.of(*AT_CAMERA), _going_on(window))
    found = found.filter(camera_id__in=window.cameras)
    rows = found.order_by("started_at", "id").values_list(
        "id",
        "camera_id",
        "kind",
        Milliseconds("started_at"),
        Milliseconds("ended_at"),
        Coalesce(Subquery(latest[:1]), Value("")),
    )
    return [TimelineAlert(*row) for row in rows]


def _going_on(window: Window) -> Q:
    is_over_before = Q(ended_at__lt=window.since)
    return Q(started_at__lt=window.until) & ~is_over_before


def numbers_by_camera(alerts: Sequence[TimelineAlert]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = {}
    for one in alerts:
        numbers.setdefault(one.camera_id, []).append(one.id)
    return numbers
