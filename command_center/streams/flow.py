"""How much of what was sent a browser has not acknowledged yet.

Daphne takes everything and keeps it in its memory while the browser does not read; so the
browser says how much has come, and is sent no more while too much is open.
"""

import asyncio
import json
import time

MOST_OPEN_BYTES = 2_000_000
"""Four seconds at 4 Mbit/s; at two acknowledgements a second a link of 30 Mbit/s is filled.

A whole group of pictures is one message: who joins never waits in the middle of a larger one.
"""

SILENT_S = 30.0
"""Who acknowledges nothing for so long is no browser any more."""

LONGEST_ACKNOWLEDGEMENT = 100


class Dishonest(ValueError):
    """What came is no acknowledgement of what was sent."""


class Flow:
    """One socket's. `sent` and what is acknowledged are totals since it was opened, in bytes."""

    def __init__(self) -> None:
        self._sent = 0
        self._received = 0
        self._grew_s = 0.0
        self._grew = asyncio.Event()

    @property
    def open_bytes(self) -> int:
        return self._sent - self._received

    @property
    def proven_ago_s(self) -> float:
        """Since the browser was last known to have all that it was sent, or more than before."""
        return time.monotonic() - self._grew_s if self.open_bytes else 0.0

    def note_sent(self, size: int) -> None:
        if not self.open_bytes:
            self._grew_s = time.monotonic()
        self._sent += size

    def note_received(self, text: str | None) -> None:
        """The browser's acknowledgement; `Dishonest` where it is none."""
        received = _read(text)
        if not self._received <= received <= self._sent:
            raise Dishonest(f"{received} of {self._sent} bytes")
        if received > self._received:
            self._received, self._grew_s = received, time.monotonic()
            self._grew.set()

    async def has_room(self) -> bool:
        """Waits for it; False when the browser has been silent for too long."""
        while self.open_bytes > MOST_OPEN_BYTES:
            self._grew.clear()
            try:
                async with asyncio.timeout(self._patience_s()):
                    await self._grew.wait()
            except TimeoutError:
                return False
        return not self.has_gone_silent

    @property
    def has_gone_silent(self) -> bool:
        return bool(self.open_bytes) and self._patience_s() <= 0

    def _patience_s(self) -> float:
        return self._grew_s + SILENT_S - time.monotonic()


def _read(text: str | None) -> int:
    if text is None or len(text) > LONGEST_ACKNOWLEDGEMENT:
        raise Dishonest("no acknowledgement")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Dishonest("no JSON") from None
    received = found.get("bytes") if isinstance(found, dict) else None
    if type(received) is not int or found.get("type") != "received":
        raise Dishonest("no number of bytes")
    return received
