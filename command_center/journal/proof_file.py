"""Writing the lines of a proof, with the digest that its last line holds."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, BinaryIO

from command_center.journal.signed_note import ORIGIN
from command_center.journal.verifying.lines import FORMAT, line_of


class ProofFile:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = sha256()
        self._is_selection = False

    def begin(self, kind: str, first: int, last: int, size: int) -> None:
        self._is_selection = kind == "selection"
        stretch = {"first": first, "last": last, "size": size}
        self.line({"format": FORMAT, "origin": ORIGIN, "kind": kind, **stretch})

    def record(self, line: bytes) -> None:
        """Of a stretch: covered by the log itself. Nothing but the digest says how many lines a
        selection has."""
        if self._is_selection:
            self._digest.update(line)
        self._file.write(line)

    def line(self, content: Mapping[str, Any]) -> None:
        line = line_of(content)
        self._digest.update(line)
        self._file.write(line)

    def lines(self, contents: Iterable[Mapping[str, Any]]) -> None:
        for content in contents:
            self.line(content)

    def end(self) -> None:
        self._file.write(line_of({"end": self._digest.hexdigest()}))
