"""What people entered about a model, and when."""

import pgtrigger
from django.db import models

from command_center.people.models import Agent


class ModelReview(models.Model):
    """The latest holds; those before are kept. A retired model is refused at load."""

    model = models.ForeignKey("register.RegisteredModel", models.PROTECT, related_name="reviews")
    licence = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    certificate = models.CharField(max_length=120, blank=True)
    is_retired = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    author = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_review_has_a_reason")
        ]
        triggers = [
            pgtrigger.Protect(name="review_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.at}"
