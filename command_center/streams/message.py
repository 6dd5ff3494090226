"""What goes to a browser, and how it lies in Redis on its way."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Message:
    """A text, a binary, or the one and then the other."""

    what: str
    text: str | None = None
    data: bytes | None = None

    @property
    def size(self) -> int:
        """In bytes, as the browser counts them: `as_text` writes ASCII only."""
        return len(self.text or "") + len(self.data or b"")

    def fields(self) -> dict[str, str | bytes]:
        found = {"is": self.what, "text": self.text, "data": self.data}
        return {name: value for name, value in found.items() if value is not None}


def read_message(fields: Mapping[bytes, bytes]) -> Message:
    text = fields.get(b"text")
    return Message(fields[b"is"].decode(), text.decode() if text else None, fields.get(b"data"))


def as_text(kind: str, **values: object) -> str:
    return json.dumps({"type": kind, **values}, separators=(",", ":"))


def joined(messages: Iterable[Message]) -> Iterator[Message]:
    """Fragments that come together go together: each send has a price for each viewer."""
    runs: list[list[Message]] = []
    for message in messages:
        if message.what == "fragment" and runs and runs[-1][0].what != "init":
            runs[-1].append(message)
        else:
            runs.append([message])
    for run in runs:
        yield replace(run[0], data=b"".join(part.data or b"" for part in run))
