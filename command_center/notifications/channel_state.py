"""How a channel does: who sends by it now, and when something last came through."""

from django.db import models

from command_center.notifications.channel import Channel


class ChannelState(models.Model):
    """`holder`: the thread of a worker that sends by it, until `held_until` by PostgreSQL's clock.
    `failures` in a row; until `rests_until` it is left alone. `proven_at`: the last delivery or
    probe that came through."""

    channel = models.OneToOneField(
        Channel, models.CASCADE, primary_key=True, related_name="condition"
    )
    holder = models.CharField(max_length=120, blank=True)
    held_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    proven_at = models.DateTimeField(null=True)
    probed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.channel_id}: {self.failures}"
