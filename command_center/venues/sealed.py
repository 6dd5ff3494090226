"""Addresses of cameras, with their passwords: sealed in the database and so in backups."""

import base64
import logging
from collections.abc import Iterator
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

SEALED = "sealed:"
UNREADABLE = "unreadable:"
"""In the place of an address whose key is lost: such a camera is offline, and no other is."""

logger = logging.getLogger(__name__)


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Plain to Python, and to nobody else: it cannot be searched for. Fernet (AES-128-CBC with
    HMAC-SHA-256) under a key that follows from SECRET_KEY; older ones in SECRET_KEY_FALLBACKS."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        if text == UNREADABLE:  # what is sealed may still be opened, with the right key
            raise ValueError("This camera's address cannot be read: enter it again.")
        return seal(text) if text else text

    def from_db_value(self, value: Any, *_: object) -> Any:
        return unseal(value) if value and value.startswith(SEALED) else value


def seal(text: str) -> str:
    return SEALED + _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _box().decrypt(sealed.removeprefix(SEALED).encode()).decode()
    except InvalidToken:
        logger.error(
            "A camera's address was sealed under another SECRET_KEY: enter it again, or name that "
            "key in SECRET_KEY_FALLBACKS."
        )
        return UNREADABLE


def _box() -> MultiFernet:
    return _box_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@cache
def _box_of(secrets: tuple[str, ...]) -> MultiFernet:
    """Seals with the first, opens with any."""
    return MultiFernet(list(_keys(secrets)))


def _keys(secrets: tuple[str, ...]) -> Iterator[Fernet]:
    for secret in secrets:
        derived = HKDF(SHA256(), 32, salt=None, info=b"vigie: addresses of cameras")
        yield Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
