"""Secrets that some cameras want in the address itself: no list and no preview shows them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HIDDEN = "***"
SECRET = re.compile(
    r"((?:pass|pwd|psw|auth|token|secret|key|sig|session|sid)[\w-]*=)[^&;/?#]+", re.IGNORECASE
)
"""Of a query, and of a path such as /user=a_password=b_channel=1: too much is hidden there, never
too little."""


def withheld(address: str) -> str:
    return SECRET.sub(rf"\1{HIDDEN}", address) if "://" in address else address


def revealed(given: str, present: str) -> str:
    """As given, or the present address where the list only withheld its secret.

    Raises Django's `ValidationError`: a secret does not follow to another address.
    """
    if HIDDEN not in given or "://" not in given:
        return given
    if given != withheld(present):
        raise ValidationError(_("Write the secret itself in the place of ***."))
    return present
