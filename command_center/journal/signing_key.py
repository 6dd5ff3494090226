"""The key that checkpoints are signed with (Ed25519).

The secret half comes from the environment (`JOURNAL_KEY`, base64 of 32 bytes), else it is drawn
and kept in the state folder, and never in the database: whoever owns the tables cannot sign.
"""

import base64
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from command_center.journal.signed_note import key_id


@dataclass(frozen=True, slots=True)
class SigningKey:
    secret: Ed25519PrivateKey
    public: bytes

    @property
    def id(self) -> bytes:
        return key_id(self.public)

    def sign(self, text: bytes) -> bytes:
        return self.secret.sign(text)


def signing_key() -> SigningKey:
    """As it is now: one that was changed by another process of this machine is seen."""
    return key_of(_seed())


@lru_cache(maxsize=4)
def key_of(seed: bytes) -> SigningKey:
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    return SigningKey(secret, secret.public_key().public_bytes_raw())


def is_given() -> bool:
    """By the environment; else it lies in the state folder."""
    return bool(os.environ.get("JOURNAL_KEY"))


def replace_kept(seed: bytes) -> None:
    """That of the state folder; whoever replaces it has had it announced (`rotating.py`)."""
    _written_beside(seed).replace(_file())


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
    """Linked, which never replaces: two processes that start together get one key."""
    beside = _written_beside(os.urandom(32))
    try:
        _file().hardlink_to(beside)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _written_beside(seed: bytes) -> Path:
    _file().parent.mkdir(parents=True, exist_ok=True)
    beside = _file().with_suffix(f".{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_bytes(seed)
    return beside


def _file() -> Path:
    return Path(settings.STATE_DIR) / "journal" / "signing_key"
