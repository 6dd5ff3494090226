"""One camera's watch, as a worker runs it, in the test's own process."""

import io
import json
import threading
from typing import Any

import av
from django.conf import settings
from django.db import connections

from command_center.leases.lease import take
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.redis_client import client
from command_center.streams.station import new_station
from command_center.streams.watch import watch_camera
from command_center.venues.models import Camera


def pictures_of(keys: FeedKeys) -> list[Any]:
    """Those that somebody sees who has what is kept in Redis, BGR."""
    entries = [entry for _, entry in client().xrange(keys.stream) if entry[b"is"] != b"init"]
    began = client().hget(keys.initialisation, "data") or b""
    film = b"".join([began, *(entry[b"data"] for entry in entries)])
    with av.open(io.BytesIO(film)) as container:
        return [picture.to_ndarray(format="bgr24") for picture in container.decode(video=0)]


class Watching:
    """`watch_camera` in a thread, as a worker runs it."""

    def __init__(self, camera: Camera) -> None:
        self.camera_id = camera.pk
        lease = take(camera.pk, "worker@here", 0.1)
        assert lease is not None
        self.lease = lease
        client().set(FeedKeys(camera.pk).wanted, 1)  # somebody looks at it
        self.shutting_down = threading.Event()
        self.station = new_station(settings.STATE_DIR)
        self.thread = threading.Thread(target=self._watch)
        self.keeper = threading.Thread(target=self.station.keeper.run, args=[self.shutting_down])

    def _watch(self) -> None:
        try:
            watch_camera(self.camera_id, self.lease, self.station)
        finally:
            self.lease.give_up()
            connections.close_all()

    def __enter__(self) -> "Watching":
        self.thread.start()
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutting_down.set()
        for thread in (self.thread, self.keeper):
            thread.join(20)
            assert not thread.is_alive()

    def state(self) -> tuple[str, str]:
        told = client().get(FeedKeys(self.camera_id).state)
        found = json.loads(told) if told else {"state": "", "reason": ""}
        return found["state"], found["reason"]

    def keyframes(self) -> set[bytes]:
        """Those of the live picture that are still kept; the films here have one a second."""
        entries = client().xrange(FeedKeys(self.camera_id).stream)
        return {number for number, entry in entries if entry[b"is"] == b"keyframe"}

    def pictures(self) -> list[Any]:
        """The live picture, as a browser decodes it."""
        return pictures_of(FeedKeys(self.camera_id))

    def overlays(self) -> list[Any]:
        entries = client().xrange(FeedKeys(self.camera_id).said)
        return [json.loads(e[b"text"]) for _, e in entries if e[b"is"] == b"overlay"]
