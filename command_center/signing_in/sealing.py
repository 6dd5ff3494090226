"""Secrets of second factors: sealed in the database, and so in backups."""

import base64
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> str:
    return (
        _box_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
        .encrypt(text.encode())
        .decode()
    )


def unseal(sealed: str) -> str:
    """Under a key that is not known any more it is refused: the factor must be set up anew."""
    return (
        _box_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
        .decrypt(sealed.encode())
        .decode()
    )


@cache
def _box_of(secrets: tuple[str, ...]) -> MultiFernet:
    """Seals with the first, opens with any."""
    return MultiFernet([_key(secret) for secret in secrets])


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"vigie: second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
