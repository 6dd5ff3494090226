"""The keys of a proof: which of them signed, and which of them is to be trusted."""

import json
from dataclasses import dataclass
from typing import Any

from command_center.journal.merkle import leaf_hash, root_by_inclusion
from command_center.journal.signed_note import (
    BrokenNote,
    SignedNote,
    Unchecked,
    is_signed_by,
    key_sha256,
    read_note,
)
from command_center.journal.verifying.findings import Findings
from command_center.journal.verifying.lines import BrokenLine, hashes


@dataclass(frozen=True, slots=True)
class Key:
    public: bytes
    is_trusted: bool

    @property
    def key_sha256(self) -> str:
        return key_sha256(self.public)


class Keys:
    """In the order in which they came. The one that is `expected` is trusted, else the first; a
    later one where a trusted one signed a head of a log that holds its announcement."""

    def __init__(self, findings: Findings, expected: str | None = None) -> None:
        self._findings = findings
        self._expected = expected
        self._latest = -1
        self.known: list[Key] = []
        self.announcing: list[SignedNote] = []
        """Heads under which keys were announced: the log must continue them."""

    def enter(self, content: dict[str, Any]) -> None:
        public = hashes([content.get("key")])[0]
        if any(one.public == public for one in self.known):
            raise BrokenLine("names a key again")
        is_given = key_sha256(public) == self._expected if self._expected else not self.known
        is_trusted = is_given or self._is_announced(public, content.get("since"))
        self.known.append(Key(public, is_trusted))

    def check_expected(self) -> None:
        if self._expected and not any(one.key_sha256 == self._expected for one in self.known):
            self._findings.add(f"Nothing in this file is signed by key {self._expected}.")

    def check(self, note: SignedNote) -> None:
        """Who signed it, and that nobody signs any more who was replaced."""
        position = self._signer(note)
        if self._findings.signatures_unchecked:
            return
        head = f"The signed head of {note.size} entries"
        if position is None:
            self._findings.add(f"{head} is signed by no key of this journal: by a stranger.")
        elif position < self._latest:
            self._findings.add(f"{head} is signed by a key that was replaced before.")
        elif not self.known[position].is_trusted and not self._precedes_trusted(position):
            self._findings.add(
                f"{head} is signed by key {self.known[position].key_sha256}, which no trusted "
                "key announced. If the key was lost, its fingerprint was told to you: give it by "
                "--key."
            )
        self._latest = max(self._latest, -1 if position is None else position)

    def newest(self) -> Key | None:
        return self.known[self._latest] if self._latest >= 0 else None

    def is_of_the_journal(self, note: SignedNote) -> bool:
        """For one that a witness kept."""
        return self._signer(note) is not None or self._findings.signatures_unchecked

    def _signer(self, note: SignedNote) -> int | None:
        try:
            signers = (n for n, one in enumerate(self.known) if is_signed_by(note, one.public))
            return next(signers, None)
        except Unchecked:
            self._findings.signatures_unchecked = True
            return None

    def _precedes_trusted(self, position: int) -> bool:
        """Older than the key that was given: the heads that this one signed cover theirs."""
        return any(one.is_trusted for one in self.known[position + 1 :])

    def _is_announced(self, public: bytes, since: Any) -> bool:
        if not since or not since.get("note"):
            return False
        try:
            record, note = str(since["record"]).encode(), read_note(str(since["note"]))
            announced = json.loads(record)
            root = root_by_inclusion(
                leaf_hash(record), int(since["index"]), note.size, hashes(since["path"])
            )
        except (BrokenNote, KeyError, TypeError, ValueError):
            return False
        signer = self._signer(note)
        by_trusted = signer is not None and self.known[signer].is_trusted
        self.announcing.append(note)
        return (
            root == note.root
            and announced.get("object_kind") == "journal_key"
            and announced.get("detail", {}).get("public") == public.hex()
            and (by_trusted or self._findings.signatures_unchecked)
        )
