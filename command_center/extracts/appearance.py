"""How people look in an extract."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Appearance(models.TextChoices):
    BLURRED = "blurred", _("everybody blurred")
    PLAIN = "plain", _("plain, as it was recorded")
