"""The right to see how the system does."""

from django.db import models


class Health(models.Model):
    """Has no table: it is there for its right, `health.view_health`."""

    class Meta:
        managed = False
        default_permissions = ["view"]
