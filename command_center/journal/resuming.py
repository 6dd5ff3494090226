"""Going on after the log was broken, or an older backup was restored: said, never silent."""

from django.db import transaction

from command_center.journal import kept_outside
from command_center.journal.checkpoint import Checkpoint, checkpoint
from command_center.journal.continuity import tree_head
from command_center.journal.discrepancy import settle
from command_center.journal.nodes import BrokenTree, stored_peaks
from command_center.journal.signed_note import SignedNote


def resume(reason: str) -> Checkpoint:
    """Heads that the log does not continue are set aside, not removed, and an entry names them:
    whoever kept one elsewhere still finds that the log does not continue it.

    Raises `BrokenLog` where the tables do not agree with one another either.
    """
    with transaction.atomic():
        aside = kept_outside.set_aside(_is_continued)
        settle(reason, [one.text for one in aside[:20]])
    return checkpoint()


def _is_continued(note: SignedNote) -> bool:
    try:
        return note.size <= tree_head().size and stored_peaks(note.size).root() == note.root
    except BrokenTree:
        return False
