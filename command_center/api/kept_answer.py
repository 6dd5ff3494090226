"""The answer to a request with an idempotency key: who sends it again gets it again."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now

from command_center.api.token import Token

KEPT_FOR = timedelta(hours=24)


class KeptAnswer(models.Model):
    """Stored in the transaction of what was done: one is never there without the other."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    location = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="a_key_is_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.token} {self.key}"


def forget_old() -> int:
    """How many. What they tell of stays where it belongs."""
    return KeptAnswer.objects.filter(at__lt=Now() - KEPT_FOR).delete()[0]
