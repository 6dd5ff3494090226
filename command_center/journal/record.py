"""The bytes of an entry that its leaf is the digest of: what an export hands over, line by line."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

FIELDS = (
    "id",
    "salt",
    "at",
    "log",
    "operation",
    "object_kind",
    "object_id",
    "camera",
    "venue",
    "seen_from",
    "seen_to",
    "reason",
    "recipients",
    "author",
    "author_name",
    "address",
    "session",
    "detail",
)


def record(values: Mapping[str, Any]) -> bytes:
    """Sorted names, no spaces, UTF-8, times in UTC to the microsecond: one form for one entry."""
    text = json.dumps(
        {name: _plain(values[name]) for name in FIELDS},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return text.encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
    return value if value is None or isinstance(value, int | str | dict | list) else str(value)
