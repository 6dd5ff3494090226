"""Times of which a camera should have been recorded and was not."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import never
from command_center.venues.models import Camera


class GapCause(models.TextChoices):
    OFFLINE = "offline", _("the camera did not answer")
    UNWATCHED = "unwatched", _("no worker watched it")
    STORAGE = "storage", _("the storage did not take it")
    DISK_FULL = "disk_full", _("the disk was full")
    OFF = "off", _("not to be recorded")
    CLOCK = "clock", _("its times jumped")


class Gap(models.Model):
    """Between two segments; written when the later one is entered, and never changed."""

    camera = models.ForeignKey(Camera, models.CASCADE, related_name="+")
    began_at = models.DateTimeField(_("start"))
    ended_at = models.DateTimeField(_("end"))
    cause = models.CharField(_("cause"), max_length=12, choices=GapCause.choices)

    class Meta:
        ordering = ["began_at"]
        indexes = [models.Index(fields=["camera", "began_at"], name="gaps_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("began_at")),
                name="gap_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=models.Q(cause__in=GapCause.values), name="gap_has_a_known_cause"
            ),
        ]
        triggers = [never("kept_as_noted", pgtrigger.Update, why="a gap is kept as it was noted")]

    def __str__(self) -> str:
        return f"{self.camera_id}: {self.cause}"
