"""What is done with data, and which log keeps it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Operation(models.TextChoices):
    """The operations that the law names (CSI, R253-5), and who came to the door."""

    COLLECTION = "collection", _("collection")
    MODIFICATION = "modification", _("modification")
    CONSULTATION = "consultation", _("consultation")
    COMMUNICATION = "communication", _("communication")
    ERASURE = "erasure", _("erasure")
    ACCESS = "access", _("access")


class Log(models.TextChoices):
    """Kept for different times: see the caps of retention."""

    ALGORITHMIC = "log_algorithmic", _("log of the algorithmic processing")
    VIDEO = "log_video", _("log of the video protection")
