"""Whether quiet moments of an order's cameras are looked at: decided by a person, with a reason."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.models import Order
from command_center.people.models import Agent

MOST_PER_HOUR = 12
"""One in five minutes: more pictures than that nobody looks at."""


class Sampling(models.Model):
    """So many moments an hour of each camera of the order; 0 ends it. The latest one holds.

    Without one nothing is kept: each moment is a picture of a public place.
    """

    order = models.ForeignKey(Order, models.DO_NOTHING, related_name="samplings")
    per_hour = models.PositiveSmallIntegerField(
        _("moments an hour and camera"), validators=[MaxValueValidator(MOST_PER_HOUR)]
    )
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(per_hour__lte=MOST_PER_HOUR), name="few_moments_an_hour"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="sampling_is_decided_for_a_reason"
            ),
        ]
        triggers = append_only("a later decision replaces it")

    def __str__(self) -> str:
        return f"{self.order}: {self.per_hour}"


class Seed(models.Model):
    """What the moments of one hour were drawn by. Kept: anybody can draw them again."""

    hour_at = models.DateTimeField(unique=True)
    seed = models.CharField(max_length=32)
    drawn_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-hour_at"]
        triggers = append_only("the seed of an hour is drawn once")

    def __str__(self) -> str:
        return f"{self.hour_at:%Y-%m-%d %H:%M}"
