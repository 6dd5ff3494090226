"""How fast a model was on one of the machines."""

import pgtrigger
from django.db import models

from command_center.people.models import Agent


class Measurement(models.Model):
    """Asked for by a person, made by a worker. `failure` says why there is no figure."""

    model = models.ForeignKey(
        "register.RegisteredModel", models.PROTECT, related_name="measurements"
    )
    asked_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    machine = models.CharField(max_length=200, blank=True)
    device = models.CharField(max_length=200, blank=True)
    ms = models.FloatField(null=True)
    pictures = models.PositiveIntegerField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        triggers = [
            pgtrigger.Protect(name="measurement_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="measured_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.asked_at}"
