"""Entries that are not there any more: each must be covered by an entry that says it was erased."""

import json

from command_center.journal.verifying.findings import Findings
from command_center.journal.verifying.spans import Spans, without


class Erasures:
    def __init__(self) -> None:
        self._missing = Spans()
        self._covered = Spans()
        self.entry_of: dict[int, int] = {}
        """Of the first leaf of each stretch that is missing: the number of its entry."""

        self._last = -2

    def missing(self, place: int, entry: object) -> None:
        if place != self._last + 1 and isinstance(entry, int):
            self.entry_of[place] = entry
        self._missing.add(place, place)
        self._last = place

    def read(self, record: bytes) -> None:
        """Of an entry that may be an erasure of the journal; another is passed over."""
        try:
            known = json.loads(record)
            if (known["operation"], known["object_kind"]) == ("erasure", "journal"):
                for first, last in known["detail"]["leaves"]:
                    self._covered.add(int(first), int(last))
        except (ValueError, TypeError, KeyError):
            return

    def count(self) -> int:
        return self._missing.count()

    def check(self, findings: Findings) -> None:
        for first, last in without(self._missing.merged(), self._covered.merged()):
            number = self.entry_of.get(first)
            named = f" (entry {number})" if number is not None else ""
            places = (
                f"Place {first}{named}" if first == last else f"Places {first}{named} to {last}"
            )
            findings.add(
                f"{places}: the entry was removed, and no entry says that it was erased for its "
                "age."
            )
