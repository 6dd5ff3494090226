"""A stretch of the log, leaf by leaf: each record, their order, and the root of each signed head.

Once through the file, without keeping it: a tree that grows needs only its peaks.
"""

from binascii import hexlify
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from command_center.journal.merkle import EMPTY_ROOT, Peaks
from command_center.journal.signed_note import SignedNote
from command_center.journal.verifying.erasures import Erasures
from command_center.journal.verifying.findings import Findings, described
from command_center.journal.verifying.lines import (
    ERASURE,
    TILE_LEVEL,
    BrokenLine,
    content_of,
    hashes,
)

TILE = 1 << TILE_LEVEL
NEVER = -1


class LogCheck:
    """`kept`: heads that a witness kept, or that announce a key; whatever the file says, the log
    must continue them."""

    def __init__(self, findings: Findings, erasures: Erasures, first: int) -> None:
        self._findings = findings
        self._erasures = erasures
        self.first = first
        self.entries = 0
        self.peaks = Peaks(first, [EMPTY_ROOT] * first.bit_count())
        self.is_whole = first == 0
        self.roots: dict[int, bytes] = {}
        self._kept: list[SignedNote] = []
        self._next_kept = NEVER
        self._matched = first
        self._tile = EMPTY_ROOT

    def begin(self, left: list[bytes]) -> None:
        """The subtrees before a stretch that does not begin with the log."""
        try:
            self.peaks = Peaks(self.first, left)
        except ValueError:
            raise BrokenLine("does not hold what lies before the first entry") from None
        self.is_whole = True

    def expect(self, kept: Iterable[SignedNote]) -> None:
        self._kept = sorted(kept, key=lambda note: note.size, reverse=True)
        while self._kept and self._kept[-1].size < self.peaks.size:
            self._kept.pop()  # proven by consistency, or not at all
        self._next_kept = self._kept[-1].size if self._kept else NEVER
        if self._next_kept == self.peaks.size:
            self._check_kept()

    def leaf(self, line: bytes) -> None:
        """The fast way: one digest of the record, one of the tree."""
        peaks = self.peaks
        start = b'{"index":%d,"leaf":"' % peaks.size
        at = len(start) + 64
        if not line.startswith(start) or not line.startswith(b'","record":', at):
            return self._displaced(line)
        record = line[at + 11 : -2]
        leaf = sha256(b"\0" + record).digest()
        if hexlify(leaf) != line[len(start) : at] or not line.endswith(b"}\n"):
            leaf = self._differing(line, line[len(start) : at], record)
        elif ERASURE in record:
            self._erasures.read(record)
        self._append(leaf)
        return None

    def erased(self, content: dict[str, Any]) -> None:
        """A leaf whose entry is not there any more."""
        index = content.get("erased")
        if index != self.peaks.size:
            return self._gap(index)
        self._erasures.missing(self.peaks.size, content.get("entry"))
        self._append(hashes([content.get("leaf")])[0])
        return None

    def _append(self, leaf: bytes) -> None:
        completed = self.peaks.append(leaf)
        self.entries += 1
        if len(completed) >= TILE_LEVEL:
            self._tile = completed[TILE_LEVEL - 1][2]
        if self.peaks.size == self._next_kept:
            self._check_kept()

    def subtree(self, content: dict[str, Any]) -> None:
        """The one that the last leaf completed, as the tables have it."""
        if not self.is_whole:
            return
        if content.get("subtree") != (self.peaks.size >> TILE_LEVEL) - 1 or self.peaks.size % TILE:
            raise BrokenLine("is not in its place")
        if hashes([content.get("hash")])[0] != self._tile:
            self._findings.add(
                f"Among the entries at places {self.peaks.size - TILE} to {self.peaks.size - 1} "
                "one is not what was recorded: their digests do not make the tree above them."
            )

    def rest(self, content: dict[str, Any]) -> None:
        """The subtrees after the stretch, up to the head that was signed last."""
        try:
            for level, root in content["right"]:
                self.peaks.append_subtree(int(level), hashes([root])[0])
        except (TypeError, ValueError):
            raise BrokenLine("does not hold what lies after the last entry") from None

    def head(self, note: SignedNote) -> None:
        """A signed head, where the log has its size."""
        if note.size < self.peaks.size and self.is_whole and note.size not in self.roots:
            self._findings.add(f"The signed head of {note.size} entries is not in its place.")
        elif note.size > self.peaks.size and self.is_whole:
            self._findings.add(
                f"A head of {note.size} entries was signed, and this file has {self.peaks.size}: "
                f"the entries from place {self.peaks.size} on were removed."
            )
            self.is_whole = False
        elif self.is_whole:
            self._compare(note, "signed")

    def unsigned(self) -> None:
        """What comes after the last head that was signed may have been rewritten."""
        if self.is_whole and self._matched < self.peaks.size:
            self._findings.add(
                f"The entries from place {self._matched} on are under no signed head: nothing "
                "proves them."
            )

    def unreached(self) -> list[SignedNote]:
        return self._kept

    def _compare(self, note: SignedNote, how: str) -> None:
        if self.peaks.root() == note.root:
            self.roots[note.size] = note.root
            self._matched = max(self._matched, note.size)
            return
        self.is_whole = False  # everything later differs too
        self._findings.add(
            f"The entries up to place {note.size - 1} are not those under the head of {note.size} "
            f"entries that was {how}: one at places {self._matched} to {note.size - 1} was "
            "changed, removed, inserted or moved, and the digests after it were made to fit."
        )

    def _check_kept(self) -> None:
        while self._kept and self._kept[-1].size == self.peaks.size:
            note = self._kept.pop()
            if self.is_whole:
                self._compare(note, "signed and kept elsewhere")
        self._next_kept = self._kept[-1].size if self._kept else NEVER

    def _differing(self, line: bytes, stated: bytes, record: bytes) -> bytes:
        """The record is not that of the leaf, or was erased: the tree goes on by the leaf."""
        place = self.peaks.size
        whole = line.endswith(b"}\n")
        self._findings.add(
            f"Place {place}{described(record)}: this is not what was recorded there; the entry "
            "was changed, or another was put in its place."
            if whole
            else f"Place {place}: its line is damaged."
        )
        try:
            return hashes([stated.decode(errors="replace")])[0]
        except BrokenLine:
            return EMPTY_ROOT

    def _displaced(self, line: bytes) -> None:
        content = _read(line)
        self._gap(content.get("index") if content else None)

    def _gap(self, index: Any) -> None:
        expected = self.peaks.size
        if not isinstance(index, int) or index == expected:
            self._findings.add(f"Place {expected}: its line is damaged.")
            index = expected
        elif index < expected:
            self._findings.add(f"Place {index} comes again, or out of its order.")
            return
        else:
            self._findings.add(
                f"Places {expected} to {index - 1} are missing: their entries and their digests "
                "were removed."
            )
        self.is_whole = False
        self.entries += 1
        self.peaks = Peaks(index + 1, [EMPTY_ROOT] * (index + 1).bit_count())


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        return content_of(line)
    except BrokenLine:
        return None
