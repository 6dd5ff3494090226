"""The keys that checkpoints are signed with (Ed25519): one in use, the older ones still known.

The secret half comes from the environment (`JOURNAL_KEY`, base64 of 32 bytes), else it is drawn
and kept in the state folder, and never in the database: whoever owns the tables cannot sign.
"""

import base64
import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

ORIGIN = "vigie/journal"
ED25519 = b"\x01"


@dataclass(frozen=True, slots=True)
class SigningKey:
    secret: Ed25519PrivateKey
    public: bytes

    @property
    def id(self) -> bytes:
        """4 bytes, as C2SP's signed notes name a key."""
        return key_id(self.public)

    def sign(self, text: bytes) -> bytes:
        return self.secret.sign(text)


def key_id(public: bytes) -> bytes:
    return hashlib.sha256(ORIGIN.encode() + b"\n" + ED25519 + public).digest()[:4]


def fingerprint(public: bytes) -> str:
    """What people compare: the whole SHA-256 of the public key."""
    return hashlib.sha256(public).hexdigest()


@cache
def signing_key() -> SigningKey:
    """Of this process; `rotate` takes effect in others when they are started anew."""
    secret = Ed25519PrivateKey.from_private_bytes(_seed())
    return SigningKey(secret, secret.public_key().public_bytes_raw())


def rotate() -> SigningKey:
    """Draws another secret in the state folder; one of the environment is changed there.

    Raises `ValueError` where the environment holds it.
    """
    if os.environ.get("JOURNAL_KEY"):
        raise ValueError("JOURNAL_KEY is set: put another 32 bytes there and start Vigie anew.")
    _draw()
    signing_key.cache_clear()
    return signing_key()


def _seed() -> bytes:
    if given := os.environ.get("JOURNAL_KEY"):
        seed = base64.b64decode(given)
        if len(seed) != 32:
            raise ValueError("JOURNAL_KEY must be base64 of 32 bytes: openssl rand -base64 32")
        return seed
    if not _file().exists():
        _draw()
    return _file().read_bytes()


def _draw() -> None:
    """Written beside, then renamed: two processes that start together get one key."""
    _file().parent.mkdir(exist_ok=True)
    beside = _file().with_suffix(f".{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_bytes(os.urandom(32))
    beside.replace(_file())


def _file() -> Path:
    return Path(settings.STATE_DIR) / "journal" / "signing_key"
