"""The outbox: what is to be sent by which channel, and what became of each attempt."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.notifications.channel import Channel
from command_center.notifications.what import What


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("no longer tried")
    DROPPED = "dropped", _("no longer there")


class Delivery(models.Model):
    """Entered once: `number` is that of the alert, camera state, trouble, escalation… PostgreSQL
    refuses a second one of the same channel. It holds no words: they are composed when it is sent,
    and nothing of an erased alert lies here. `uid` is the same in each attempt: who receives twice
    knows it."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="deliveries")
    what = models.CharField(max_length=12, choices=What.choices)
    number = models.BigIntegerField()
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING.value
    )
    entered_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["channel", "due_at"],
                condition=models.Q(state=DeliveryState.WAITING.value),
                name="deliveries_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "what", "number"], name="delivery_entered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(what__in=What.values), name="delivery_of_a_known_thing"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values),
                name="delivery_in_a_known_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}: {self.what} {self.number}"


class Attempt(models.Model):
    """One try: `told` is what the receiver answered, or why there was no answer; no address and no
    secret is in it."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=timezone.now)
    took_ms = models.PositiveIntegerField()
    is_success = models.BooleanField()
    told = models.CharField(max_length=300)

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.told}"
