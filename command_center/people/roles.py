"""The roles that a person may hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OPERATOR = "operator", _("operator")
    SUPERVISOR = "supervisor", _("supervisor")
    ADMINISTRATOR = "administrator", _("administrator")
    LEGAL = "legal", _("legal")
    INSPECTOR = "inspector", _("inspector")
    TECHNICAL = "technical", _("technical administrator")


SECOND_FACTOR = frozenset({Role.ADMINISTRATOR, Role.LEGAL, Role.TECHNICAL})
"""Whoever may change the rules, or read who did what, proves who they are twice."""
