"""When erasure last ran, and what stands in its way: so that nothing is overdue unseen."""

from django.db import models
from django.utils import timezone


class LastErasure(models.Model):
    """One row. `overdue`: how many things should have gone, the oldest since `overdue_since`;
    `obstacles`: files that cannot be removed, each with the reason."""

    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    swept_at = models.DateTimeField(null=True, help_text="files without a row were looked for")
    failure = models.CharField(max_length=500, blank=True)
    overdue = models.PositiveIntegerField(default=0)
    overdue_since = models.DateTimeField(null=True)
    obstacles = models.JSONField(default=list, blank=True)
    erased_rows = models.PositiveBigIntegerField(default=0)
    erased_files = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_last_erasure")
        ]

    def __str__(self) -> str:
        return f"{self.ended_at}"


def last_erasure() -> LastErasure:
    return LastErasure.objects.filter(pk=1).first() or LastErasure(pk=1)


def enter_first(**_: object) -> None:
    """From now on erasure is waited for."""
    LastErasure.objects.get_or_create(pk=1, defaults={"ended_at": timezone.now()})
