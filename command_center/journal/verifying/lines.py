"""The lines of a proof: JSON, one form for one content, so that bytes can be compared.

A line of a record holds it last and exactly as it was hashed; the last line of the file holds the
SHA-256 of all lines but those of a stretch, which the log itself covers.
"""

import json
from collections.abc import Mapping
from typing import Any

FORMAT = "vigie-journal-proof/1"
TILE_LEVEL = 8
"""Of the subtrees that a proof names: they say among which 256 entries something is wrong."""

INDEX = b'{"index":'
RECORD = b'"record":'
ERASURE = b'"operation":"erasure"'


class BrokenLine(ValueError):
    """Not as an export writes it."""


def line_of(content: Mapping[str, Any]) -> bytes:
    return _compact(content) + b"\n"


def leaf_line(index: int, leaf: bytes, record: bytes) -> bytes:
    return b'{"index":%d,"leaf":"%s","record":%s}\n' % (index, leaf.hex().encode(), record)


def proven_line(index: int, leaf: bytes, path: list[bytes], record: bytes) -> bytes:
    """Of a selection: with the way from this leaf to the root."""
    start = {"index": index, "leaf": leaf.hex(), "path": hexes(path)}
    return _compact(start)[:-1] + b"," + RECORD + record + b"}\n"


def content_of(line: bytes) -> dict[str, Any]:
    """Of any line. Raises `BrokenLine`."""
    try:
        content = json.loads(line)
    except ValueError:
        raise BrokenLine("cannot be read") from None
    if not isinstance(content, dict):
        raise BrokenLine("is not one of a proof")
    return content


def hexes(hashes: list[bytes]) -> list[str]:
    return [one.hex() for one in hashes]


def hashes(texts: Any) -> list[bytes]:
    """The reverse. Raises `BrokenLine`."""
    try:
        return [bytes.fromhex(one) for one in texts]
    except (TypeError, ValueError):
        raise BrokenLine("holds no digests where it should") from None


def _compact(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
