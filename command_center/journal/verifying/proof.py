"""A whole file: what each of its lines is, and what is found in it."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any

from command_center.journal.merkle import leaf_hash, root_by_inclusion, roots_by_consistency
from command_center.journal.signed_note import BrokenNote, SignedNote, read_note
from command_center.journal.verifying.erasures import Erasures
from command_center.journal.verifying.findings import Findings, described
from command_center.journal.verifying.lines import (
    FORMAT,
    INDEX,
    RECORD,
    BrokenLine,
    content_of,
    hashes,
)
from command_center.journal.verifying.log import LogCheck
from command_center.journal.verifying.trust import Keys

UNPLACED = {
    "unsealed": "it was written behind the application's back: it is not in the log",
    "refused": "it was written, changed or removed behind the application's back before it got "
    "its place: it is not in the log",
}
"""One that waits for its place is no sign of anything."""


class NotAProof(ValueError):
    """The file is something else, or of another version."""


def verify(
    lines: Iterable[bytes], *, expected: str | None = None, kept: Sequence[SignedNote] = ()
) -> Findings:
    """Streams. `expected`: the fingerprint of a key that is trusted; `kept`: heads that a witness
    kept. Raises `NotAProof`."""
    lines = iter(lines)
    proof = _Proof(next(lines, b""), expected, kept)
    proof.read(lines)
    return proof.concluded()


class _Proof:
    def __init__(self, header: bytes, expected: str | None, kept: Sequence[SignedNote]) -> None:
        try:
            known = content_of(header)
            first, last, size = (int(known[name]) for name in ("first", "last", "size"))
        except (BrokenLine, KeyError, TypeError, ValueError):
            raise NotAProof("it is no proof of a journal of Vigie") from None
        if known.get("format") != FORMAT:
            raise NotAProof(f"its format is {known.get('format')}; this program reads {FORMAT}")
        self.is_selection = known.get("kind") == "selection"
        self.first, self.last, self.size = first, last, size
        self.findings = Findings()
        self.keys = Keys(self.findings, expected)
        self.erasures = Erasures()
        self.log = LogCheck(self.findings, self.erasures, 0 if self.is_selection else max(0, first))
        self.kept = list(kept)
        self.waiting = self.heads = 0
        self._paths: dict[int, list[bytes]] = {}
        self._expected_is_set = self._is_ended = False
        self._digest = sha256(header)
        self._number = 1

    def read(self, lines: Iterable[bytes]) -> None:
        is_record = self._selected if self.is_selection else self.log.leaf
        for self._number, line in enumerate(lines, 2):
            if line.startswith(INDEX) and not self._is_ended:
                if not self._expected_is_set:
                    self._expect()
                is_record(line)
            else:
                self._other(line)

    def concluded(self) -> Findings:
        findings = self.findings
        if not self._expected_is_set:
            self._expect()
        if not self._is_ended:
            findings.add("The file is cut off: its last line is missing.")
        if not self.is_selection:
            self._conclude_log()
        if not self.heads:
            findings.add("The file holds no signed head: nothing proves it.")
        for note in self._unproven():
            self._check_kept(note)
        self._tell()
        return findings

    def _other(self, line: bytes) -> None:
        if self._is_ended:
            return self._damaged("stands after the end of the file")
        if not line.endswith(b"\n"):
            return self._damaged("is cut off")
        try:
            content = content_of(line)
            kind = next(iter(content), "")
            if kind == "end":
                return self._end(content)
            self._digest.update(line)
            if kind in ("key", "left") and self._expected_is_set:
                return self._damaged("is not in its place")
            if kind not in ("key", "left") and not self._expected_is_set:
                self._expect()
            self._kinds()[kind](content)
        except KeyError:
            self._damaged("is not one of a proof")
        except (BrokenLine, BrokenNote) as error:
            self._damaged(str(error))
        except (TypeError, ValueError):
            self._damaged("cannot be read")
        return None

    def _kinds(self) -> dict[str, Callable[[dict[str, Any]], None]]:
        return {
            "key": self.keys.enter,
            "left": lambda content: self.log.begin(hashes(content["left"])),
            "erased": self.log.erased,
            "subtree": self.log.subtree,
            "checkpoint": self._checkpoint,
            "right": self.log.rest,
            "earlier": self._earlier,
            "erasure": self._erasure,
            "unplaced": self._unplaced,
        }

    def _expect(self) -> None:
        self._expected_is_set = True
        self.keys.check_expected()
        if not self.is_selection:
            self.log.expect([*self.kept, *self.keys.announcing])

    def _checkpoint(self, content: dict[str, Any]) -> None:
        note = read_note(str(content["checkpoint"]))
        self.heads += 1
        self.keys.check(note)
        if self.is_selection:
            self.log.roots[note.size] = note.root
        else:
            self.log.head(note)

    def _selected(self, line: bytes) -> None:
        """An entry with its way to the root of the signed head."""
        self._digest.update(line)
        if not line.endswith(b"}\n"):
            return self._damaged("is cut off")
        try:
            content = content_of(line)
            index, path = int(content["index"]), hashes(content["path"])
            record = line[line.index(RECORD) + len(RECORD) : -2]
        except (BrokenLine, KeyError, TypeError, ValueError) as error:
            return self._damaged(str(error))
        self.log.entries += 1
        leaf = leaf_hash(record)
        if content.get("leaf") != leaf.hex():
            self.findings.add(
                f"Place {index}{described(record)}: this is not what was recorded there."
            )
        elif root_by_inclusion(leaf, index, self.size, path) != self.log.roots.get(self.size):
            self.findings.add(
                f"Place {index}{described(record)}: it is not in the log of {self.size} entries "
                "that was signed."
            )
        return None

    def _earlier(self, content: dict[str, Any]) -> None:
        """A head of before, with its way to the last one."""
        size, path = int(content["earlier"]), hashes(content["path"])
        self._paths[size] = path
        if content.get("note") is not None:
            note = read_note(str(content["note"]))
            if note.size != size or not self._continues(note):
                self.findings.add(
                    f"The log of {self.size} entries does not continue the head of {note.size} "
                    "that was signed: entries under it were changed, removed, inserted or moved."
                )
            elif self.keys.is_of_the_journal(note):
                self.log.roots[size] = note.root
            else:
                self.findings.add(f"The signed head of {size} entries is signed by a stranger.")

    def _erasure(self, content: dict[str, Any]) -> None:
        """One that lies outside the stretch, with its way to the root."""
        record, index = str(content["record"]).encode(), int(content["erasure"])
        root = root_by_inclusion(leaf_hash(record), index, self.size, hashes(content["path"]))
        if root is None or root != self.log.roots.get(self.size):
            self.findings.add(f"The erasure at place {index} is not in the log that was signed.")
        else:
            self.erasures.read(record)

    def _unplaced(self, content: dict[str, Any]) -> None:
        why, record = content["why"], str(content.get("record") or "").encode()
        if why == "waiting":
            self.waiting += 1
            self.erasures.read(record)
        else:
            what = UNPLACED.get(why, "it has no place in the log")
            self.findings.add(f"Entry {content['unplaced']}{described(record)}: {what}.")

    def _end(self, content: dict[str, Any]) -> None:
        self._is_ended = True
        if content != {"end": self._digest.hexdigest()}:
            self.findings.add("The file was damaged or changed after it was written.")

    def _conclude_log(self) -> None:
        reached = self.log.first + self.log.entries
        if self.log.is_whole and reached != self.last + 1:
            self.findings.add(
                f"The file ends after place {reached - 1}, and should after {self.last}."
            )
        if self.log.is_whole and self.log.peaks.size != self.size:
            self.findings.add(f"The file does not reach the head of {self.size} entries.")
        self.log.unsigned()
        self.erasures.check(self.findings)

    def _unproven(self) -> list[SignedNote]:
        """Of the witness: those that were not met on the way through the leaves."""
        if self.is_selection:
            return self.kept
        unreached = self.log.unreached()
        return [one for one in self.kept if one in unreached or one.size < self.log.first]

    def _check_kept(self, note: SignedNote) -> None:
        if not self.keys.is_of_the_journal(note):
            self.findings.add(f"The head of {note.size} entries that you kept: a stranger's.")
        elif note.size > self.size:
            self.findings.add(
                f"You kept a signed head of {note.size} entries, and the log has {self.size}: "
                "entries were removed."
            )
        elif note.size in self._paths or note.size == self.size:
            if not self._continues(note):
                self.findings.add(
                    f"The log does not continue the head of {note.size} entries that you kept."
                )
        else:
            self.findings.add(
                f"The head of {note.size} entries that you kept cannot be compared: export again "
                f"with --earlier {note.size}."
            )

    def _continues(self, note: SignedNote) -> bool:
        root = self.log.roots.get(self.size)
        if note.size == self.size or root is None:
            return note.root == root
        path = self._paths.get(note.size, [])
        return note.size == 0 or roots_by_consistency(note.size, self.size, note.root, path) == (
            note.root,
            root,
        )

    def _damaged(self, why: str) -> None:
        self.findings.add(f"Line {self._number} of the file {why}.")

    def _tell(self) -> None:
        told, key = self.findings.told, self.keys.newest()
        if self.is_selection:
            told.append(f"{self.log.entries} entries, out of a log of {self.size}.")
        else:
            told.append(
                f"{self.log.entries} entries, places {self.first} to {self.last} of {self.size}; "
                f"{self.erasures.count()} of them were erased for their age."
            )
        told.append(f"{self.heads} signed heads; {self.waiting} entries wait for their places.")
        if key:
            told.append(f"Signed by key {key.key_sha256}.")
