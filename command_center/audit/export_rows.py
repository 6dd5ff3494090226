"""What an export of a search holds: the entries, each with its place in the log, and the
checkpoint over them."""

from collections.abc import Sequence
from dataclasses import dataclass

from command_center.audit.criteria import Criteria
from command_center.audit.searching import matching
from command_center.audit.signing import signed_now
from command_center.journal.models import Checkpoint, Entry, Leaf
from command_center.people.reach import Reach

MOST = 50_000
MOST_ON_PAPER = 1_000
A_LOOK_UP = 5_000


class TooMany(Exception):
    """`most`: how many such a file may hold."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@dataclass(frozen=True, slots=True)
class Exported:
    """`leaves`: by entry; what came after the checkpoint has none in it."""

    criteria: Criteria
    entries: Sequence[Entry]
    leaves: dict[int, Leaf]
    signed: Checkpoint

    @property
    def root(self) -> str:
        return bytes(self.signed.root).hex()

    @property
    def key(self) -> str:
        """The fingerprint of the key that signed."""
        return self.signed.key.key_sha256


def exported(criteria: Criteria, reach: Reach, most: int) -> Exported:
    """Signs the log first: what is handed over is under the checkpoint. Raises `TooMany`,
    `NotSigned`."""
    signed = signed_now()
    found = list(matching(criteria, reach).order_by("-at", "-id")[: most + 1])
    if len(found) > most:
        raise TooMany(most)
    return Exported(criteria, found, _leaves([one.pk for one in found]), signed)


def _leaves(numbers: Sequence[int]) -> dict[int, Leaf]:
    found: dict[int, Leaf] = {}
    for start in range(0, len(numbers), A_LOOK_UP):
        some = Leaf.objects.filter(entry__in=numbers[start : start + A_LOOK_UP])
        found |= {leaf.entry: leaf for leaf in some}
    return found
