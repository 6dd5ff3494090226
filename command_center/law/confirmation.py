"""How far what the product knows of the law is confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confirmation(models.TextChoices):
    TEXT = "text", _("the text itself was read")
    SECONDARY = "secondary", _("a secondary source")
    BILL = "bill", _("the wording of a bill or amendment")
    MEMORY = "memory", _("from memory, to be checked")
