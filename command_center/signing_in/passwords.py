"""Passwords that can be guessed are refused (CNIL, deliberation 2022-100, case 1: 80 bits)."""

import re
import string
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_DIFFERENT = 6
WORDS = 7
SHORTEST_NAME = 4
FORMS = (
    (12, (string.ascii_lowercase, string.ascii_uppercase, string.digits, None)),
    (14, (string.ascii_lowercase, string.ascii_uppercase, string.digits)),
)
"""The commission's examples: so many characters, some of each kind; None is any other character."""


class EntropyValidator:
    """12 characters of four kinds, 14 of three, or a sentence of seven words."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002
        if not (has_form(password) or is_sentence(password)):
            raise ValidationError(self.get_help_text(), code="password_too_weak")
        if len(set(password)) < FEWEST_DIFFERENT:
            raise ValidationError(
                _("The password repeats the same few characters."), code="password_repeats"
            )

    def get_help_text(self) -> str:
        return _(
            "At least 12 characters with small and capital letters, digits and other characters; "
            "or 14 with small and capital letters and digits; or a sentence of seven words."
        )


class DressedCommonValidator:
    """“Password1234!” is still “password”: what stands around the letters hides nothing."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002
        bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.casefold())
        if bare in _common():
            raise ValidationError(
                _("The password is a common one with something added."), code="password_common"
            )

    def get_help_text(self) -> str:
        return _("Nothing of your name, and no common password.")


class OwnNameValidator:
    """Neither the person's names nor their address, whatever stands around them."""

    def validate(self, password: str, user: object = None) -> None:
        given = (getattr(user, name, "") for name in ("first_name", "last_name", "username"))
        words = [*given, getattr(user, "email", "").partition("@")[0]]
        parts = {part for word in words for part in re.split(r"[\W\d_]+", word.casefold())}
        if any(len(part) >= SHORTEST_NAME and part in password.casefold() for part in parts):
            raise ValidationError(_("The password holds your name."), code="password_holds_name")

    def get_help_text(self) -> str:
        return _("Nothing of your name, and no common password.")


def has_form(password: str) -> bool:
    return any(
        len(password) >= length and all(_has(password, kind) for kind in kinds)
        for length, kinds in FORMS
    )


def is_sentence(password: str) -> bool:
    """Different words, of two letters at least."""
    words = {word.casefold() for word in re.split(r"[\W_]+", password) if len(word) > 1}
    return len(words) >= WORDS


def _has(password: str, kind: str | None) -> bool:
    if kind is None:
        return any(one not in string.ascii_letters + string.digits for one in password)
    return any(one in kind for one in password)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords) | {"motdepasse", "vigie", "azertyuiop"}
