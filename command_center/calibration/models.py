"""Calibration periods, what they measured, and the thresholds that were accepted from them."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.venues.models import Camera, kind_choices


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    def running(self, at: datetime) -> "CalibrationQuerySet":
        started = self.filter(starts_at__lte=at, ends_at__gt=at)
        return started.filter(models.Q(stopped_at=None) | models.Q(stopped_at__gt=at))


class Calibration(models.Model):
    """A period in which one camera is analysed, under its order, and raises no alert.

    Field tests failed where this was missing (Rapport du comité d'évaluation, 2025).
    """

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="calibrations")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    stopped_at = models.DateTimeField(_("stopped"), null=True)
    empty_view = models.BinaryField(null=True, help_text="JPEG of the view with nobody in it")

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="calibration_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def over_at(self) -> datetime:
        return min(self.ends_at, self.stopped_at or self.ends_at)

    def is_running(self, at: datetime | None = None) -> bool:
        return self.starts_at <= (at or timezone.now()) < self.over_at


class Measured(models.Model):
    """What a rule of the camera was about; an empty zone is the whole picture."""

    calibration = models.ForeignKey(Calibration, models.PROTECT, related_name="%(class)ss")
    kind = models.CharField(_("kind of event"), max_length=32, choices=kind_choices)
    zone_name = models.CharField(_("zone"), max_length=120, blank=True)

    class Meta:
        abstract = True


class MinuteScore(Measured):
    """The highest score that a rule came to in one minute."""

    parameter = models.CharField(max_length=64)
    minute_at = models.DateTimeField()
    highest = models.FloatField()

    class Meta:
        ordering = ["minute_at", "id"]


class HeldBackAlert(Measured):
    """An alert that would have been raised. Whoever accepts thresholds must have seen these."""

    started_at = models.DateTimeField(_("start"))
    reason = models.JSONField(_("reason"))

    class Meta:
        ordering = ["started_at", "id"]


class Acceptance(Measured):
    """A threshold that an administrator took over, with the figures that led to it. Kept."""

    parameter = models.CharField(_("parameter"), max_length=64)
    before = models.FloatField(_("before"))
    after = models.FloatField(_("after"))
    minutes = models.IntegerField(_("minutes measured"))
    usual = models.FloatField(_("usual"))
    highest = models.FloatField(_("highest"))
    expected = models.FloatField(_("expected once a week"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-accepted_at", "-id"]
        triggers = [
            pgtrigger.Protect(
                name="acceptance_is_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]
