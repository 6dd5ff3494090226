"""Stretches of recordings, as addresses name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

LONGEST = timedelta(hours=24)
MOST_CAMERAS = 9
"""As many as the review shows beside one another."""


@dataclass(frozen=True, slots=True)
class Stretch:
    camera_id: int
    from_at: datetime
    until_at: datetime


def asked_stretches(given: QueryDict) -> Sequence[Stretch]:
    """Of each `camera`, from `from` to `until` in milliseconds since 1970; none where one of them
    is missing or makes no sense."""
    since, until = _number(given.get("from", "")), _number(given.get("until", ""))
    cameras = [_number(one) for one in dict.fromkeys(given.getlist("camera"))][:MOST_CAMERAS]
    if since is None or until is None:
        return []
    from_at, until_at = _instant(since), _instant(until)
    if not timedelta() < until_at - from_at <= LONGEST:
        return []
    return [Stretch(one, from_at, until_at) for one in cameras if one is not None]


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 14 else None


def _instant(at_ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
