"""What of a hold the address asks for: cameras, and a stretch that was chosen on a timeline."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import QueryDict

A_MINUTE = timedelta(minutes=1)
LAST = datetime(2100, 1, 1, tzinfo=UTC)


def asked_hold(given: QueryDict) -> dict[str, Any]:
    """First values of the form, from each `camera`, and `from` and `until` in milliseconds since
    1970. The form counts whole minutes: those that hold the stretch. What makes no sense is left
    out, for the agent to fill in."""
    cameras = [number for one in given.getlist("camera") if (number := _number(one)) is not None]
    since, until = _instant(given.get("from", "")), _instant(given.get("until", ""))
    if since is None or until is None or since >= until:
        return {"cameras": cameras}
    return {
        "cameras": cameras,
        "covers_from": _whole_minute(since),
        "covers_until": _whole_minute(until + A_MINUTE - timedelta(microseconds=1)),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 14 else None


def _instant(text: str) -> datetime | None:
    at_ms = _number(text)
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms or 0)
    return at if at_ms is not None and at <= LAST else None


def _whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
