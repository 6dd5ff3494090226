"""Signing the log as it is now, for whoever hands something over or asks for a checkpoint."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.utils.translation import gettext as _

from command_center.brief_connection import brief_connection
from command_center.journal.checkpoint import checkpoint
from command_center.journal.continuity import BrokenLog
from command_center.journal.models import Checkpoint
from command_center.journal.public_key import KeyRefused
from command_center.journal.signed_note import BrokenNote

Done = TypeVar("Done")


class NotSigned(Exception):
    """The text says what is wrong with the log or its key, and what to do."""


def signed_now() -> Checkpoint:
    """Raises `NotSigned`."""
    return beside(checkpoint)


def beside(work: Callable[[], Done]) -> Done:
    """What signs, in a transaction of its own: a request that fails afterwards undoes what it did,
    and a head that was signed of entries that never came would be that of a broken log.

    Raises `NotSigned`."""
    try:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(_with_connection, work).result()
    except (BrokenLog, BrokenNote, KeyRefused) as error:
        told = _("The journal cannot be signed now: %(why)s") % {"why": error}
        raise NotSigned(told) from error


def _with_connection(work: Callable[[], Done]) -> Done:
    with brief_connection():
        return work()
