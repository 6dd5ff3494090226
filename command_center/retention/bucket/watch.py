"""How moving to the bucket goes on, as it was seen last: so that nothing is stuck unseen."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

LATE_AFTER = timedelta(minutes=30)
"""A bucket that is away for some minutes needs nobody."""


class BucketWatch(models.Model):
    """One row. `waiting`: files that should have been moved, the oldest stored at `waiting_since`;
    `failure`: why the last one was not. `swept_at`: when objects without a row were looked for.
    `keeps_versions`: the bucket keeps what is removed from it, and so nothing is erased."""

    at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    swept_at = models.DateTimeField(null=True)
    keeps_versions = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_bucket_watch")
        ]

    def __str__(self) -> str:
        return f"{self.at}: {self.waiting}"

    @property
    def is_late(self) -> bool:
        since = self.waiting_since
        return since is not None and timezone.now() - since > LATE_AFTER


def bucket_watch() -> BucketWatch:
    return BucketWatch.objects.filter(pk=1).first() or BucketWatch(pk=1)


def note_bucket(**seen: object) -> None:
    BucketWatch.objects.update_or_create(pk=1, defaults=seen)
