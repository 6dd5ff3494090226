"""The states of an order, as PostgreSQL tells them (`law_state`), and the orders with theirs."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Notice, Order, OrderedCamera


class OrderState(models.TextChoices):
    """Between start and end it is in force, or one of the three that follow says why not."""

    IN_FORCE = "in_force", _("in force")
    STOPPED = "stopped", _("suspended")
    UNANNOUNCED = "unannounced", _("not announced")
    NO_REGIME = "no_regime", _("no regime")
    PLANNED = "planned", _("planned")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")


ICONS = {
    OrderState.IN_FORCE: "live",
    OrderState.STOPPED: "stop",
    OrderState.UNANNOUNCED: "high",
    OrderState.NO_REGIME: "unpermitted",
    OrderState.PLANNED: "late",
    OrderState.ENDED: "done",
    OrderState.WITHDRAWN: "offline",
}
OVER = (OrderState.ENDED, OrderState.WITHDRAWN)
WITHIN_A_DAY = timedelta(hours=24)


def with_states(at: datetime) -> "models.QuerySet[Any]":
    """Orders as they stand at `at`: `state_then`, `group` (0 running, 1 to come, 2 over),
    `informed_at` (None without a notice), `is_renewed` and `camera_count`; one question for all."""
    informed = Notice.objects.filter(order=models.OuterRef("pk")).order_by("published_at")
    renewals = Order.objects.filter(
        renews=models.OuterRef("pk"), withdrawn_at=None, ends_at__gt=models.OuterRef("ends_at")
    )
    listed = OrderedCamera.objects.filter(order=models.OuterRef("pk")).order_by()
    counted = listed.values("order").annotate(count=models.Count("pk")).values("count")
    state = models.Func(
        "pk", models.Value(at), function="law_state", output_field=models.CharField()
    )
    return Order.objects.annotate(
        state_then=state,
        group=models.Case(
            models.When(state_then__in=OVER, then=2),
            models.When(state_then=OrderState.PLANNED, then=1),
            default=0,
            output_field=models.IntegerField(),
        ),
        informed_at=models.Subquery(informed.values("published_at")[:1]),
        is_renewed=models.Exists(renewals),
        camera_count=models.functions.Coalesce(models.Subquery(counted), 0),
    )
