"""The right to see how loaded a desk is."""

from django.db import models


class Load(models.Model):
    """Has no table: it is there for its right, `supervision.view_load`."""

    class Meta:
        managed = False
        default_permissions = ["view"]
