"""The signature of a manifest (Ed25519), and the key that it was made with."""

import base64
import binascii
import hashlib
from pathlib import Path

SPKI = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410)."""

FIRST, LAST = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"


class NotAKey(ValueError):
    """Not a public Ed25519 key as PEM, and no SHA-256 of one."""


class Unchecked(Exception):
    """The package `cryptography` is not installed: nothing can be said of a signature."""


def public_of(pem: bytes) -> bytes:
    """The 32 bytes. Raises `NotAKey`, for what is not written as Vigie writes it too."""
    lines = pem.decode("ascii", errors="replace").split("\n")
    if len(lines) != 4 or (lines[0], lines[2], lines[3]) != (FIRST, LAST, ""):
        raise NotAKey("it is no public key as PEM")
    try:
        der = base64.b64decode(lines[1], validate=True)
    except (binascii.Error, ValueError):
        raise NotAKey("it is no public key as PEM") from None
    if not der.startswith(SPKI) or len(der) != len(SPKI) + 32:
        raise NotAKey("it is no Ed25519 key")
    return der[len(SPKI) :]


def key_sha256(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()


def key_sha256_of(given: str) -> str:
    """Of a key's file, or its SHA-256 itself. Raises `NotAKey`, `OSError`."""
    plain = given.lower().replace(":", "").replace(" ", "")
    if len(plain) == 64 and all(one in "0123456789abcdef" for one in plain):
        return plain
    return key_sha256(public_of(Path(given).read_bytes()))


def is_signed(content: bytes, signature: bytes, public: bytes) -> bool:
    """Raises `Unchecked`."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise Unchecked from None
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except InvalidSignature:
        return False
    return True
