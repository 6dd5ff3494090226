"""Drawings of a venue, and where its cameras stand on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FloorPlan(models.Model):
    """A drawing of a venue, as a picture; a PDF's page is made one when it is entered."""

    venue = models.ForeignKey("venues.Venue", models.PROTECT, related_name="plans")
    name = models.CharField(_("name"), max_length=120)
    picture = models.BinaryField(_("picture"))
    media_type = models.CharField(max_length=40)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    scale = models.JSONField(_("scale"), null=True, blank=True)
    """{"points": [[x, y], [x, y]], "metres": m}: two points in fractions, and their distance."""

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="one_plan_of_a_name_a_venue"),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Where a camera stands on a plan, and what it looks at."""

    camera = models.OneToOneField("venues.Camera", models.PROTECT, related_name="placement")
    plan = models.ForeignKey(FloorPlan, models.PROTECT, related_name="placements")
    x = models.FloatField(_("from the left"))
    y = models.FloatField(_("from the top"))
    direction_deg = models.FloatField(_("direction"), default=0.0)
    """Clockwise from the right of the plan: 90 is downwards."""

    view_deg = models.FloatField(_("field of view"), default=70.0)
    reach = models.FloatField(_("reach"), default=0.15)
    """How far it sees, in widths of the plan."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(x__range=(0, 1), y__range=(0, 1)),
                name="placed_within_the_plan",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    view_deg__gt=0,
                    view_deg__lte=360,
                    direction_deg__gte=0,
                    direction_deg__lt=360,
                    reach__gt=0,
                ),
                name="placement_looks_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.plan}"
