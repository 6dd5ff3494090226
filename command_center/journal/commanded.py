"""What is done from the command line, past every page: by whom of the machine's users."""

import getpass
import logging
import os
from collections.abc import Mapping, Sequence

from django.db import Error, connection

from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation
from command_center.journal.origin import Origin

NOTED: Mapping[str, Operation] = {
    "changepassword": Operation.MODIFICATION,
    "createsuperuser": Operation.MODIFICATION,
    "dbshell": Operation.ACCESS,
    "dumpdata": Operation.COMMUNICATION,
    "enter_model": Operation.MODIFICATION,
    "flush": Operation.MODIFICATION,
    "journal_key": Operation.MODIFICATION,
    "journal_resume": Operation.MODIFICATION,
    "loaddata": Operation.MODIFICATION,
    "migrate": Operation.MODIFICATION,
    "remove_stale_contenttypes": Operation.MODIFICATION,
    "seed": Operation.MODIFICATION,
    "shell": Operation.ACCESS,
    "sqlflush": Operation.ACCESS,
}
"""Those that read or change what the database holds; told by name only, never with their words,
which may hold a password. A backup and its return say more of themselves."""

logger = logging.getLogger(__name__)


def origin_of_command() -> Origin:
    """The name of the machine's user, so called: it is nobody's account here."""
    return Origin(author_name=f"{_user()} (command line)")


def note_command(words: Sequence[str]) -> None:
    """Before the command begins: one that is killed was begun. `words` as in `sys.argv`."""
    name = words[1] if len(words) > 1 else ""
    if operation := NOTED.get(name):
        note_by_command(operation, Thing("command", name))


def note_by_command(operation: Operation, thing: Thing, reason: str = "") -> None:
    """A database that is away, or of before the journal, hinders nobody: who stands at the machine
    with its secrets could write into it past all this, and it must be possible to mend it."""
    try:
        if "journal_waitingentry" in connection.introspection.table_names():
            note(operation, thing, origin_of_command(), reason=reason)
    except Error as error:
        logger.warning("Journal: %s is not noted: %s", thing.id or thing.kind, str(error).strip())


def _user() -> str:
    """`sudo` says who called it."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
