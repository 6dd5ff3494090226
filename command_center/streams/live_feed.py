"""What the worker that watches a camera tells every web process: its picture, boxes and state."""

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from redis import Redis

from command_center.leases.lease import LEASE_S
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.message import Message, as_text
from command_center.streams.picture_feed import EXPIRES_S, PictureFeed
from command_center.streams.spared_redis import spared_redis
from command_center.streams.wanted import Wanted
from detection.boxes import Track

LEASE_MS = int(LEASE_S * 1000)
KEPT_SAYINGS = 64
"""Some ten seconds of overlays: as much as a group of pictures usually lasts."""


class LiveFeed(PictureFeed):
    """The main picture's feed; overlays and states may be told by any thread.

    The state is told whether or not somebody watches, and the rest only if so.
    """

    def __init__(self, camera_id: int) -> None:
        super().__init__(FeedKeys(camera_id), Wanted(camera_id))
        self._state: tuple[str, str] | None = None
        self._state_text = ""
        self._telling = threading.Lock()

    def send_overlay(self, pts: int, tracks: Iterable[Track]) -> None:
        """The boxes of the frame whose presentation time is `pts` (1/90000 s)."""
        if self.wanted.streams():
            at_ms = self._clock.at_ms(pts)
            self._say("overlay", as_text("overlay", pts=pts, at_ms=at_ms, boxes=told_boxes(tracks)))

    def show_state(self, state: str, reason: str = "") -> None:
        """starting, live, calibrating, offline or unpermitted; said once while it lasts."""
        if (state, reason) == self._state:
            return
        with self._telling:
            self._state = (state, reason)
            self._state_text = state_text(state, timezone.now(), reason)
        self.renew()
        if self.wanted.streams():
            self._say("state", self._state_text)

    def renew(self) -> None:
        """The watcher still lives: its last word about the camera still holds."""
        with self._telling:
            text = self._state_text
            if text:
                self._redis.attempt(lambda r: r.set(self._keys.state, text, px=LEASE_MS))

    @property
    def state_key(self) -> str:
        return self._keys.state

    def _say(self, what: str, text: str) -> None:
        fields = Message(what, text).fields()

        def say(redis: "Redis[bytes]") -> None:
            batch = redis.pipeline(transaction=False)
            batch.xadd(self._keys.said, fields, maxlen=KEPT_SAYINGS)
            batch.expire(self._keys.said, EXPIRES_S)
            batch.execute()

        self._redis.attempt(say)


def renew_states(feeds: Sequence[LiveFeed]) -> None:
    """Of all that one worker watches. A Redis that was away has forgotten: it is told anew."""

    def renew(redis: "Redis[bytes]") -> list[int]:
        batch = redis.pipeline(transaction=False)
        for feed in feeds:
            batch.pexpire(feed.state_key, LEASE_MS)
        return batch.execute()

    answers = spared_redis(settings.REDIS_URL).attempt(renew)
    for feed, is_there in zip(feeds, answers or [], strict=False):
        if not is_there:
            feed.renew()


def state_text(state: str, since: datetime, reason: str) -> str:
    return as_text("state", state=state, since=since.isoformat(), reason=reason)


def told_boxes(tracks: Iterable[Track]) -> list[dict[str, object]]:
    return [
        {
            "track": track.id,
            "label": track.label,
            "box": track.box.rounded(),
            "confidence": round(track.confidence, 2),
        }
        for track in tracks
    ]
