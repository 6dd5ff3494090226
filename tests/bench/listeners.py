"""Pages that are told of alerts, without their browsers: bare sockets, all in one thread."""

import json
import selectors
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.raw_viewer import RawViewer

PATH = "/ws/alerts"


@dataclass
class Listeners:
    """`heard`: (number of the alert, time of day in seconds), once for each who heard it."""

    heard: list[tuple[int, float]] = field(default_factory=list)

    def follow(self, viewers: list[RawViewer], stop: threading.Event) -> None:
        with selectors.DefaultSelector() as ready:
            for viewer in viewers:
                ready.register(viewer, selectors.EVENT_READ, viewer)
            while not stop.is_set():
                for key, _ in ready.select(0.2):
                    self._hear(key.data.message())

    def _hear(self, content: bytes) -> None:
        at_s = time.time()
        message = json.loads(content) if content.startswith(b"{") else {}
        if message.get("type") == "alert.raised":
            self.heard.append((message["alert"], at_s))


@contextmanager
def listening(port: int, cookie: str, count: int) -> Iterator[Listeners]:
    viewers = [RawViewer(port, cookie, PATH) for _ in range(count)]
    listeners, stop = Listeners(), threading.Event()
    thread = threading.Thread(target=listeners.follow, args=[viewers, stop], daemon=True)
    thread.start()
    try:
        yield listeners
    finally:
        stop.set()
        thread.join()
        for viewer in viewers:
            viewer.close()
