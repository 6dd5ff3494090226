"""The right to read the registers."""

from django.db import models


class Registers(models.Model):
    """Has no table, since they are derived: it is there for its right, `reports.view_registers`."""

    class Meta:
        managed = False
        default_permissions = ["view"]
