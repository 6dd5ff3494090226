"""A token's secret: made once, known again by its shape and its digest."""

import hashlib
import re
import secrets
import string
import zlib

PREFIX = "vgi_"
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
RANDOM, CHECK = 43, 6
"""43 of 62 letters are 256 random bits; the checksum lets scanners of leaked secrets tell one from
a word that only looks like it, without asking anybody."""

SHAPE = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{RANDOM + CHECK}}}")


def new_secret() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return PREFIX + drawn + _checksum(drawn)


def is_whole(secret: str) -> bool:
    """Whether it is one of ours by its shape and checksum; said without the database."""
    if not SHAPE.fullmatch(secret):
        return False
    drawn = secret[len(PREFIX) : -CHECK]
    return secret[-CHECK:] == _checksum(drawn)


def digest_of(secret: str) -> str:
    """Of 256 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _checksum(drawn: str) -> str:
    """CRC-32 in base 62, most significant first."""
    left, letters = zlib.crc32(drawn.encode()), ""
    for _ in range(CHECK):
        left, index = divmod(left, len(ALPHABET))
        letters = ALPHABET[index] + letters
    return letters
