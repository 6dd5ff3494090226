"""What the picture of each camera was like, from when to when, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.streams.glimpse import Glimpse
from command_center.venues.models import Camera

__all__ = ["CameraState", "Glimpse", "UsualView"]


class CameraState(models.Model):
    """One stretch of time. Kept: an interruption of the analysis is told to the prefect each week
    (Loi 2023-380, art. 10, VIII), and a judge may ask whether a camera saw."""

    camera = models.ForeignKey(Camera, models.CASCADE, related_name="states")
    state = models.CharField(_("state"), max_length=20)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    measures = models.JSONField(_("measures"), default=dict)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["camera"], condition=models.Q(until=None), name="one_state_a_camera_at_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="state_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera}: {self.state}"


class UsualView(models.Model):
    """What a camera usually sees, as edges only: no grey levels, and nobody to recognise."""

    camera = models.OneToOneField(Camera, models.CASCADE, related_name="usual_view")
    edges = models.BinaryField(_("edges"))
    learnt_at = models.DateTimeField(_("learnt"))

    def __str__(self) -> str:
        return f"{self.camera}"
