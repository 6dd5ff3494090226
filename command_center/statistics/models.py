"""The right to see the figures."""

from django.db import models


class Statistics(models.Model):
    """Has no table: it is there for its right, `statistics.view_statistics`."""

    class Meta:
        managed = False
        default_permissions = ["view"]
