"""Disk and index made to agree again, after whatever broke off between the two."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable

from django.db import DatabaseError

from command_center.footage.leftovers import all_leftovers, recent_leftovers, written
from command_center.footage.paths import read_path
from command_center.footage.recovering import Outcome, recover
from command_center.outage import DATABASE_AWAY
from command_center.retention.erasing.orphans import salvaged_by

LEFT_BEHIND = {
    Outcome.ENTERED: "entered up to its last whole picture",
    Outcome.EMPTY: "removed, it held no picture",
}

logger = logging.getLogger(__name__)


def declare() -> None:
    salvaged_by(salvage)


def reconcile() -> Counter[Outcome]:
    """What was left within the last hours; cheap enough for every few seconds."""
    return recover_all(recent_leftovers())


def reconcile_all() -> Counter[Outcome]:
    """Whatever lies there: a table of contents a camera and day, and what is new in it."""
    return recover_all(all_leftovers())


def recover_all(paths: Iterable[str]) -> Counter[Outcome]:
    """What cannot be recovered now is tried again."""
    done: Counter[Outcome] = Counter()
    for path in paths:
        try:
            outcome = recover(path)
        except DATABASE_AWAY:
            raise
        except (DatabaseError, OSError):
            logger.exception("Recording %s was left behind and cannot be entered yet.", path)
            continue
        done[outcome] += 1
        if outcome in LEFT_BEHIND:
            logger.warning("Recording %s was left behind: %s.", path, LEFT_BEHIND[outcome])
    return done


def salvage(paths: Collection[str]) -> set[str]:
    """Before files without a row are erased: those that are not to be, since they are in the index
    by now or somebody still writes them."""
    recordings = [path for path in paths if read_path(path)]
    kept = set(written(recordings))
    for path in set(recordings) - kept:
        try:
            outcome = recover(path)
        except DATABASE_AWAY:
            raise
        except (DatabaseError, OSError):
            logger.exception("Recording %s cannot be entered: it goes with what has no row.", path)
            continue
        if outcome is not Outcome.STRANGE:
            kept.add(path)
    return kept
