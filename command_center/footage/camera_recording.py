"""What is recorded of each camera."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.venues.models import Camera

PRE_ROLL_S, POST_ROLL_S, LONGEST_ROLL_S = 10, 10, 60


class Mode(models.TextChoices):
    CONTINUOUS = "continuous", _("all the time")
    ALERTS = "alerts", _("around alerts only")
    OFF = "off", _("never")


class CameraRecording(models.Model):
    """A camera without one records around alerts: no more than is needed (RGPD, art. 5).

    The pre-roll is at hand in any mode but `off`: the worker keeps it in memory.
    """

    camera = models.OneToOneField(Camera, models.CASCADE, primary_key=True, related_name="+")
    mode = models.CharField(
        _("recorded"), max_length=12, choices=Mode.choices, default=Mode.ALERTS.value
    )
    pre_roll_s = models.PositiveSmallIntegerField(_("seconds before an alert"), default=PRE_ROLL_S)
    post_roll_s = models.PositiveSmallIntegerField(_("seconds after it"), default=POST_ROLL_S)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="recorded_in_a_known_mode"
            ),
            models.CheckConstraint(
                condition=models.Q(pre_roll_s__lte=LONGEST_ROLL_S, post_roll_s__lte=LONGEST_ROLL_S),
                name="rolls_of_a_minute_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera}: {self.mode}"

    @property
    def pre_roll(self) -> timedelta:
        return timedelta(seconds=self.pre_roll_s)

    @property
    def post_roll(self) -> timedelta:
        return timedelta(seconds=self.post_roll_s)


def recordings_of(camera_ids: Iterable[int]) -> dict[int, CameraRecording]:
    """Of each its own, or what a camera without one has."""
    ids = list(camera_ids)
    known = CameraRecording.objects.in_bulk(ids)
    return {one: known.get(one) or CameraRecording(camera_id=one) for one in ids}


def recording_of(camera_id: int) -> CameraRecording:
    """Its own, or what a camera without one has."""
    found = CameraRecording.objects.filter(pk=camera_id).first()
    return found or CameraRecording(camera_id=camera_id)
