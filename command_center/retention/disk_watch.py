"""How full the disk of footage is, as it was seen last: so that it is full unseen at no time."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

STALE_AFTER = timedelta(minutes=10)
"""It is looked at each minute."""


class DiskWatch(models.Model):
    """One row. `footage_bytes`: all files with images; `capacity_bytes`: how much they may take;
    `free_bytes`: of the whole disk. `needed_bytes`: what footage comes to take at the present rate
    under the rules of retention. `stuck_bytes`: what is too much, and may not go; `failure`: why a
    file did not go. `early_at`: when recordings last went before their time; `early_until`: from
    when the newest of them was."""

    at = models.DateTimeField(null=True)
    footage_bytes = models.PositiveBigIntegerField(default=0)
    capacity_bytes = models.PositiveBigIntegerField(default=0)
    free_bytes = models.PositiveBigIntegerField(default=0)
    bytes_per_day = models.PositiveBigIntegerField(default=0)
    needed_bytes = models.PositiveBigIntegerField(default=0)
    stuck_bytes = models.PositiveBigIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    early_at = models.DateTimeField(null=True)
    early_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_disk_watch")
        ]

    def __str__(self) -> str:
        return f"{self.footage_bytes} / {self.capacity_bytes}"

    @property
    def is_stale(self) -> bool:
        return self.at is None or timezone.now() - self.at > STALE_AFTER

    @property
    def suffices(self) -> bool:
        """Whether all can be kept as long as the rules say."""
        return self.needed_bytes <= self.capacity_bytes

    @property
    def share(self) -> float:
        """0..1 of what footage may take; more where it takes more."""
        return self.footage_bytes / self.capacity_bytes if self.capacity_bytes else 1.0

    @property
    def full_in(self) -> timedelta | None:
        """At the present rate; None: never, or nobody knows yet."""
        if self.suffices or not self.bytes_per_day:
            return None
        left = max(0, self.capacity_bytes - self.footage_bytes)
        return timedelta(days=min(left / self.bytes_per_day, 10_000))

    @property
    def holds(self) -> timedelta | None:
        """How long recordings last in so much room, at the present rate; None: not known yet."""
        if not self.bytes_per_day:
            return None
        return timedelta(days=min(self.capacity_bytes / self.bytes_per_day, 10_000))

    def is_early(self, now: datetime | None = None) -> bool:
        """Whether recordings went before their time within the last day."""
        return self.early_at is not None and (now or timezone.now()) - self.early_at < timedelta(
            days=1
        )


def disk_watch() -> DiskWatch:
    return DiskWatch.objects.filter(pk=1).first() or DiskWatch(pk=1)
