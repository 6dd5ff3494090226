"""Checkpoints as text: C2SP's tlog-checkpoint, a signed note, which any witness can read.

    vigie/journal
    <size>
    <root, base64>

    — vigie/journal <key id and signature, base64>
"""

import base64
from dataclasses import dataclass

from command_center.journal.signing_key import ORIGIN, SigningKey


@dataclass(frozen=True, slots=True)
class SignedNote:
    size: int
    root: bytes
    text: str


def signed_note(size: int, root: bytes, key: SigningKey) -> SignedNote:
    body = f"{ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\n"
    signature = base64.b64encode(key.id + key.sign(body.encode())).decode()
    return SignedNote(size, root, f"{body}\n— {ORIGIN} {signature}\n")
