"""The index of recordings: one row a segment, beside the row of its file."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.footage.camera_recording import Mode
from command_center.hard_rule import never
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera


class Segment(models.Model):
    """Some thirty seconds of one camera without a break: a fragmented MP4 that begins with a
    keyframe, as the camera coded it. It goes with its file.

    `began_at` and `ended_at` by the server's clock: first picture shown, last one gone. `pts` is
    the first picture's presentation time (1/90000 s). The SHA-256 in the file's row was taken
    while it was recorded; of one that was `recovered` after a crash, from what was left.
    """

    file = models.OneToOneField(StoredFile, models.CASCADE, primary_key=True, related_name="+")
    camera = models.ForeignKey(Camera, models.PROTECT, related_name="segments")
    began_at = models.DateTimeField(_("start"))
    ended_at = models.DateTimeField(_("end"))
    pts = models.BigIntegerField()
    pictures = models.PositiveIntegerField()
    codec = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    fence = models.BigIntegerField(help_text="of the lease under which it was recorded")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    clock_offset_s = models.FloatField(null=True, help_text="the camera's clock less the server's")
    is_recovered = models.BooleanField(default=False)

    class Meta:
        ordering = ["began_at"]
        indexes = [models.Index(fields=["camera", "began_at"], name="segments_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("began_at")),
                name="segment_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="segment_of_a_known_mode"
            ),
        ]
        triggers = [
            never("kept_as_recorded", pgtrigger.Update, why="a segment is kept as it was recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.camera_id}, {self.began_at.isoformat()}"
