"""Entries that have no place in the log yet, each with the application's seal.

Whoever writes a row into the tables without the application's secret gets no place for it.
"""

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "vigie.journal"


class WaitingEntry(models.Model):
    entry = models.BigIntegerField(primary_key=True)
    seal = models.BinaryField(max_length=32)
    is_refused = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"entry {self.entry}"


def seal_of(record: bytes, secret: str | None = None) -> bytes:
    text = record.decode()
    return salted_hmac(SALT, text, secret=secret, algorithm="sha256").digest()


def is_sealed(record: bytes, seal: bytes) -> bool:
    """By this secret or one that was in use before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(seal_of(record, secret), seal) for secret in secrets)
