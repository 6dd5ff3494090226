"""Which moments are looked at: drawn by a recorded seed, so that anybody can draw them again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

MINUTES = 60


def moments(seed: str, camera_id: int, hour_at: datetime, count: int) -> list[datetime]:
    """So many different minutes of the hour, each at some second of its own.

    Every minute has the same chance: the digests of SHA-256 order them. No library's generator,
    whose next version may draw otherwise.
    """
    ranked = sorted(_digests(seed, camera_id, hour_at))[:count]
    return sorted(
        hour_at + timedelta(minutes=minute, seconds=int.from_bytes(digest[-4:], "big") % 60)
        for digest, minute in ranked
    )


def _digests(seed: str, camera_id: int, hour_at: datetime) -> Iterator[tuple[bytes, int]]:
    """The text under each digest: “seed/camera/seconds since 1970 of the hour/minute”."""
    for minute in range(MINUTES):
        text = f"{seed}/{camera_id}/{int(hour_at.timestamp())}/{minute}"
        yield sha256(text.encode()).digest(), minute
