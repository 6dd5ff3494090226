"""What is notified: the words of the outbox, of topics and of the log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    ALERT = "alert", _("alert")
    CAMERA = "camera", _("camera alarm")
    SITE = "site", _("alarm of the site")
    ESCALATION = "escalation", _("escalation")
    DESK = "desk", _("check of the desk")
    TEST = "test", _("test")
