"""Whether the log in the tables continues the newest head that was signed outside of them."""

from command_center.journal import kept_outside
from command_center.journal.leaf import TreeHead
from command_center.journal.merkle import Peaks
from command_center.journal.nodes import BrokenTree, stored_peaks
from command_center.journal.signed_note import BrokenNote


class BrokenLog(Exception):
    """It does not; the text says what is wrong."""


def tree_head() -> Peaks:
    kept = TreeHead.objects.first() or TreeHead()
    data = bytes(kept.peaks)
    return Peaks(kept.size, [data[at : at + 32] for at in range(0, len(data), 32)])


def check_continuity() -> Peaks:
    """The peaks of the log as it is. Raises `BrokenLog`. Few questions, however long the log is."""
    try:
        return _compared()
    except BrokenTree as error:
        raise BrokenLog(f"{str(error).capitalize()}.") from error
    except BrokenNote as error:
        raise BrokenLog(f"The newest signed head outside the database: {error}.") from error


def _compared() -> Peaks:
    """Leaves are compared to the head, and both to what was signed."""
    signed, head = kept_outside.newest(), tree_head()
    if signed is not None and signed.size > head.size:
        raise BrokenLog(
            f"A head of {signed.size} entries was signed, and the log has {head.size}: entries "
            "were removed, or an older backup was restored."
        )
    if stored_peaks(head.size).root() != head.root():
        raise BrokenLog(f"The leaves of the log do not make its head of {head.size} entries.")
    if signed is not None and stored_peaks(signed.size).root() != signed.root:
        raise BrokenLog(
            f"The first {signed.size} entries of the log are not those that were signed: an entry "
            "was changed, removed, inserted or moved."
        )
    return head
