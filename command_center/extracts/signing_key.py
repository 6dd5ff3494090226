"""The key that extracts are signed with (Ed25519): another than the journal's.

The secret half comes from the environment (`EXTRACT_KEY`, base64 of 32 bytes), else it is drawn
and kept in the state folder, readable by its owner alone, and never in the database. Each package
names its key, and the journal's entry of each names it too: an old key goes on proving what it
signed.
"""

import base64
import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class ExtractKey:
    secret: Ed25519PrivateKey
    public: bytes

    @property
    def sha256(self) -> str:
        """What people compare: of the 32 bytes of the public key."""
        return hashlib.sha256(self.public).hexdigest()

    @property
    def public_pem(self) -> bytes:
        return self.secret.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def extract_key() -> ExtractKey:
    """As it is now: one that was changed by another process of this machine is seen."""
    return _key_of(_seed())


def is_given() -> bool:
    """By the environment; else it lies in the state folder."""
    return bool(os.environ.get("EXTRACT_KEY"))


def draw_another() -> tuple[ExtractKey, bytes]:
    """And its seed. Where the state folder keeps the key, it is in use at once."""
    seed = os.urandom(SEED_BYTES)
    if not is_given():
        written_beside(_file(), seed).replace(_file())
    return _key_of(seed), seed


def key_folder() -> Path:
    return Path(settings.STATE_DIR) / "extracts"


def drawn_once(file: Path, content: bytes) -> bytes:
    """What the file holds; `content` where there was none. Linked, which never replaces: two
    processes that start together get one."""
    if not file.exists():
        beside = written_beside(file, content)
        try:
            file.hardlink_to(beside)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return file.read_bytes()


def written_beside(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    return beside


@lru_cache(maxsize=4)
def _key_of(seed: bytes) -> ExtractKey:
    secret = Ed25519PrivateKey.from_private_bytes(seed)
    return ExtractKey(secret, secret.public_key().public_bytes_raw())


def _seed() -> bytes:
    if given := os.environ.get("EXTRACT_KEY"):
        seed = base64.b64decode(given)
        if len(seed) != SEED_BYTES:
            raise ValueError("EXTRACT_KEY must be base64 of 32 bytes: openssl rand -base64 32")
        return seed
    return drawn_once(_file(), os.urandom(SEED_BYTES))


def _file() -> Path:
    return key_folder() / "signing_key"
