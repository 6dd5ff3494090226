"""Drawing the moments of the hours to come."""

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Max, OuterRef, Subquery

from command_center.evaluation.models import Sampling, Seed
from command_center.evaluation.moments import MINUTES, moments
from command_center.law.models import Order
from command_center.streams.models import Glimpse

HOUR = timedelta(hours=1)
AHEAD = timedelta(minutes=2)
"""Workers ask half a minute apart what is coming."""

MOST_WAITING = 3000
"""Pictures that nobody has looked at yet; while there are so many, no more are drawn. The hours
that were not drawn are in no estimate."""

logger = logging.getLogger(__name__)


def draw(now: datetime) -> int:
    """How many moments were drawn, of this hour's rest and of the next; again changes nothing."""
    if Glimpse.objects.filter(jpeg__isnull=False).count() >= MOST_WAITING:
        logger.warning("%s pictures wait for a review: no moment is drawn.", MOST_WAITING)
        return 0
    this = now.replace(minute=0, second=0, microsecond=0)
    return sum(_draw_hour(hour_at, now) for hour_at in (this, this + HOUR))


def sampled_cameras(hour_at: datetime) -> Mapping[int, int]:
    """Camera → moments an hour, by the orders that last within it; the most where several do."""
    latest = Sampling.objects.filter(order=OuterRef("pk")).order_by("-id")
    orders = Order.objects.filter(starts_at__lt=hour_at + HOUR, ends_at__gt=hour_at)
    orders = orders.filter(withdrawn_at=None, cameras__is_enabled=True)
    counted = orders.annotate(per_hour=Subquery(latest.values("per_hour")[:1])).filter(
        per_hour__gt=0
    )
    rows = counted.order_by().values_list("cameras").annotate(most=Max("per_hour"))
    return dict(rows)


def _draw_hour(hour_at: datetime, now: datetime) -> int:
    drawn = set(
        Glimpse.objects.filter(due_at__gte=hour_at, due_at__lt=hour_at + HOUR).values_list(
            "camera_id", flat=True
        )
    )
    cameras = {one: count for one, count in sampled_cameras(hour_at).items() if one not in drawn}
    if not cameras:
        return 0
    seed, _ = Seed.objects.get_or_create(hour_at=hour_at, defaults={"seed": secrets.token_hex(16)})
    new = [
        Glimpse(camera_id=camera, due_at=due_at, represents_min=MINUTES / count)
        for camera, count in cameras.items()
        for due_at in moments(seed.seed, camera, hour_at, count)
        if due_at > now + AHEAD
    ]
    return len(Glimpse.objects.bulk_create(new, ignore_conflicts=True))
