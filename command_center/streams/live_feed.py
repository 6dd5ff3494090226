"""A camera's live picture on its way from the worker that watches it to every web process.

One Redis stream a camera carries initialisations, fragments of fragmented MP4, overlays and
states in order; two keys beside it tell a newcomer the present initialisation and state. All of
it expires by itself: what nobody renews must not be taken for live.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from command_center.streams.leases import LEASE_S
from command_center.streams.redis_client import client
from detection.boxes import Track

KEPT_ENTRIES = 1500
"""A bound for cameras that hardly ever send a keyframe; others keep two groups of pictures."""

EXPIRES_S = 60


@dataclass(frozen=True, slots=True)
class FeedKeys:
    camera_id: int

    @property
    def stream(self) -> str:
        return f"camera:{self.camera_id}:live"

    @property
    def initialisation(self) -> str:
        return f"camera:{self.camera_id}:init"

    @property
    def state(self) -> str:
        return f"camera:{self.camera_id}:state"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a browser's decoder must know: codec as in RFC 6381, width and height in pixels."""

    codec: str
    width: int
    height: int


class LiveFeed:
    """The writing end. Its methods may be called from several threads."""

    def __init__(self, camera_id: int) -> None:
        self._keys = FeedKeys(camera_id)
        self._redis = client()
        self._last_keyframe: bytes | None = None
        self._state: tuple[str, str] | None = None

    def initialise(self, shape: Shape, segment: bytes) -> None:
        """A new picture begins: the next fragment starts with a keyframe."""
        text = _text("init", codec=shape.codec, width=shape.width, height=shape.height)
        fields = {"is": "init", "text": text, "data": segment}
        self._redis.hset(self._keys.initialisation, mapping=fields)
        self._add(fields)

    def send_fragment(self, data: bytes, keyframe: bool) -> None:
        entry = self._add({"is": "keyframe" if keyframe else "fragment", "data": data})
        if keyframe:
            self._forget_before(self._last_keyframe)
            self._last_keyframe = entry

    def send_overlay(self, pts: int, tracks: Iterable[Track]) -> None:
        """The boxes of the frame whose presentation time is `pts` (1/90000 s)."""
        self._add({"is": "overlay", "text": _text("overlay", pts=pts, boxes=_boxes(tracks))})

    def show_state(self, state: str, reason: str = "") -> None:
        """starting, live, calibrating, offline or unpermitted; said once while it lasts."""
        if (state, reason) == self._state:
            return
        self._state = (state, reason)
        text = state_text(state, timezone.now(), reason)
        self._redis.set(self._keys.state, text, px=int(LEASE_S * 1000))
        self._add({"is": "state", "text": text})

    def renew(self) -> None:
        """The watcher still lives: its last word about the camera still holds."""
        self._redis.pexpire(self._keys.state, int(LEASE_S * 1000))

    def _add(self, fields: dict[str, str | bytes]) -> bytes:
        return self._redis.xadd(self._keys.stream, fields, maxlen=KEPT_ENTRIES)

    def _forget_before(self, entry: bytes | None) -> None:
        if entry:
            self._redis.xtrim(self._keys.stream, minid=entry, approximate=False)
        self._redis.expire(self._keys.stream, EXPIRES_S)
        self._redis.expire(self._keys.initialisation, EXPIRES_S)


def state_text(state: str, since: datetime, reason: str) -> str:
    return _text("state", state=state, since=since.isoformat(), reason=reason)


def _text(kind: str, **values: object) -> str:
    return json.dumps({"type": kind, **values}, separators=(",", ":"))


def _boxes(tracks: Iterable[Track]) -> list[dict[str, object]]:
    return [
        {
            "track": track.id,
            "label": track.label,
            "box": track.box.rounded(),
            "confidence": round(track.confidence, 2),
        }
        for track in tracks
    ]
