"""Addresses whose secrets no page shows: they come back as they were shown, and are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from detection.source.address import HIDDEN, withheld


def revealed(given: str, present: str) -> str:
    """As given, or the present address where only its secret was withheld.

    Raises Django's `ValidationError`: a secret does not follow to another address.
    """
    if HIDDEN not in given or "://" not in given:
        return given
    if given != withheld(present):
        raise ValidationError(_("Write the secret itself in the place of ***."))
    return present
