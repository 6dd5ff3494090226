"""Checkpoints as text: C2SP's tlog-checkpoint, a signed note, which any witness can read.

    vigie/journal
    <size>
    <root, base64>

    — vigie/journal <key id and signature, base64>

Plain Python: `scripts/verify-journal` reads notes with it.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Protocol

ORIGIN = "vigie/journal"
ED25519 = b"\x01"
SIGNATURE = f"— {ORIGIN} "


class Signer(Protocol):
    @property
    def id(self) -> bytes: ...

    def sign(self, text: bytes) -> bytes: ...


class BrokenNote(ValueError):
    """Not a signed note of this journal; the text says why."""


class Unchecked(Exception):
    """The package `cryptography` is not installed: nothing can be said of a signature."""


@dataclass(frozen=True, slots=True)
class SignedNote:
    """`signature` follows the `key_id` of 4 bytes in the last line of the `text`."""

    size: int
    root: bytes
    key_id: bytes
    signature: bytes
    text: str

    @property
    def body(self) -> bytes:
        return _body(self.size, self.root).encode()


def signed_note(size: int, root: bytes, key: Signer) -> SignedNote:
    body = _body(size, root)
    signature = key.sign(body.encode())
    line = base64.b64encode(key.id + signature).decode()
    return SignedNote(size, root, key.id, signature, f"{body}\n{SIGNATURE}{line}\n")


def read_note(text: str) -> SignedNote:
    """Raises `BrokenNote`. Exactly as `signed_note` writes it, and with one signature."""
    lines = text.split("\n")
    if len(lines) != 6 or lines[0] != ORIGIN or not lines[4].startswith(SIGNATURE):
        raise BrokenNote("this is no signed head of a journal of Vigie")
    try:
        size, root = int(lines[1]), _decoded(lines[2])
        signed = _decoded(lines[4].removeprefix(SIGNATURE))
    except ValueError:
        raise BrokenNote("the signed head cannot be read") from None
    note = SignedNote(size, root, signed[:4], signed[4:], text)
    if len(root) != 32 or f"{_body(size, root)}\n{lines[4]}\n" != text:
        raise BrokenNote("the signed head is not written as Vigie writes it")
    return note


def is_signed_by(note: SignedNote, public: bytes) -> bool:
    """By the Ed25519 key of these 32 bytes. Raises `Unchecked`."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise Unchecked from None
    if note.key_id != key_id(public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(note.signature, note.body)
    except InvalidSignature:
        return False
    return True


def key_id(public: bytes) -> bytes:
    """4 bytes, as C2SP's signed notes name a key."""
    return hashlib.sha256(ORIGIN.encode() + b"\n" + ED25519 + public).digest()[:4]


def key_sha256(public: bytes) -> str:
    """What people compare: the whole SHA-256 of the public key."""
    return hashlib.sha256(public).hexdigest()


def _body(size: int, root: bytes) -> str:
    return f"{ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\n"


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error
