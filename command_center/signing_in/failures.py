"""Failed attempts to sign in: counted in PostgreSQL, so all web processes know of them."""

from django.db import models


class Failures(models.Model):
    """Of one account, one address, or the codes of one account. What was typed is not kept: some
    people type their password as their name."""

    key = models.CharField(primary_key=True, max_length=64)
    """Digest of what is counted."""

    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
