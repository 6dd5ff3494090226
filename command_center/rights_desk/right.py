"""What can be asked for (CSI, R253-6), and how it is answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    ACCESS = "access", _("access to data")
    VIEWING = "viewing", _("viewing of images")
    RECTIFICATION = "rectification", _("rectification")
    RESTRICTION = "restriction", _("restriction of processing")
    ERASURE = "erasure", _("erasure")
    OBJECTION = "objection", _("objection")
    """There is no right to object: it is entered, and answered so."""


class Identity(models.TextChoices):
    """How it was checked who asks; no copy of a document is kept here."""

    SHOWN = "shown", _("a document was shown, and not copied")
    COPY = "copy", _("a copy of a document was seen, and destroyed")
    KNOWN = "known", _("known from an exchange before")
    MANDATE = "mandate", _("a lawyer or representative, with a mandate")


class Decision(models.TextChoices):
    GRANTED = "granted", _("granted in full")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("turned down")


class StepKind(models.TextChoices):
    IDENTITY_ASKED = "identity_asked", _("identity asked for")
    IDENTITY_CHECKED = "identity_checked", _("identity checked")
    BEGUN = "begun", _("work begun")
    EXTRACT_NAMED = "extract_named", _("extract named")
    EXTENDED = "extended", _("deadline extended")
    NOTED = "noted", _("note")
    ANSWERED = "answered", _("answer given")
    CLOSED = "closed", _("request closed")


class State(models.TextChoices):
    RECEIVED = "received", _("request received")
    IDENTITY_ASKED = "identity_asked", _("identity asked for")
    IN_PROGRESS = "in_progress", _("in progress")
    ANSWERED = "answered", _("answer given")
    CLOSED = "closed", _("request closed")
