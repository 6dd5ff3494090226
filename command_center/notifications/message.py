"""What is sent: words for people, the same as data for machines. No image, ever."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """`type` as `alert.raised`; `topic` below the channel's own. `title` is one line."""

    type: str
    at: datetime
    title: str
    lines: tuple[str, ...]
    data: Mapping[str, Any]
    topic: str
    uid: str = ""

    def body(self) -> str:
        """As webhooks and MQTT carry it (docs/notifications.md)."""
        told = {"id": self.uid, "type": self.type, "timestamp": _iso(self.at)}
        return json.dumps({**told, "data": dict(self.data)}, default=_iso, ensure_ascii=False)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def one_line(text: str) -> str:
    """Names may hold anything: a line break in a subject would be a header of its own."""
    return " ".join(text.split())


def _iso(at: Any) -> str:
    return str(at.isoformat(timespec="milliseconds"))
