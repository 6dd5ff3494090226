"""What is kept, by how long the law lets it be kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionClass(models.TextChoices):
    RECORDINGS = "recordings", _("recordings")
    CLIPS = "clips", _("clips")
    THUMBNAILS = "thumbnails", _("thumbnails")
    EXPORTS = "exports", _("exported images")
    ALERTS = "alerts", _("alerts, without images")
    LOG_ALGORITHMIC = "log_algorithmic", _("log of the algorithmic processing")
    LOG_VIDEO = "log_video", _("log of the video protection")
    TRAINING_SAMPLES = "training_samples", _("training samples")


IMAGES = (
    RetentionClass.RECORDINGS,
    RetentionClass.CLIPS,
    RetentionClass.THUMBNAILS,
    RetentionClass.EXPORTS,
)
"""One calendar month at most (CSI, L252-5 and R253-4)."""

OF_THE_SITE = (RetentionClass.LOG_ALGORITHMIC, RetentionClass.LOG_VIDEO)
"""Kept once for all venues: no rule for one venue or camera."""
