"""What a verification finds: in the order of the file, the first one first."""

import json
from dataclasses import dataclass, field

MOST_KEPT = 20


@dataclass
class Findings:
    """`wrong`: at most so many, and how many there are. `told`: what holds, in words."""

    wrong: list[str] = field(default_factory=list)
    count: int = 0
    told: list[str] = field(default_factory=list)
    signatures_unchecked: bool = False

    def add(self, what: str) -> None:
        self.count += 1
        if len(self.wrong) < MOST_KEPT:
            self.wrong.append(what)


def described(record: bytes) -> str:
    """Which entry it is, for whoever looks for it: ` (entry 7, 2026-…, consultation of camera 3 by
    anna)`; nothing where the record cannot be read."""
    try:
        known = json.loads(record)
        who = known["author_name"] or "somebody who was not signed in"
        thing = f"{known['object_kind']} {known['object_id']}".strip()
        return f" (entry {known['id']}, {known['at']}, {known['operation']} of {thing} by {who})"
    except (ValueError, TypeError, KeyError):
        return ""
