"""Up to which alert everything was entered: older ones are not looked at again."""

from django.db import models


class Mark(models.Model):
    """One row."""

    alert = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.alert}"
