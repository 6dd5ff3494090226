"""The parts of the system on the health page, in words."""

import shutil
from collections.abc import Sequence

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from command_center.database_role import owns_tables
from command_center.health.also_told import other_rows
from command_center.health.footage_row import footage_row
from command_center.health.journal_rows import journal_rows
from command_center.health.part_row import PartRow
from command_center.health.parts import known_parts
from command_center.health.readings import beat_is_alive, queue_lengths
from command_center.streams.worker_figures import WorkerFigures

LEAST_FREE_BYTES = 2_000_000_000
"""Below it the database may soon be unable to write."""

MANY_MESSAGES = 20
"""One is sent every second, and is void after three: more than a few are worked off by nobody."""


def part_rows(workers: Sequence[WorkerFigures]) -> list[PartRow]:
    known = known_parts()
    return [
        _answering(_("Database"), known["database"]),
        *([_role(is_owner=owns_tables()), *journal_rows()] if known["database"] else []),
        _answering(_("Redis"), known["redis"]),
        _tables(known.get("migrations", False)),
        _beat(beat_is_alive()),
        _queues(queue_lengths()),
        _spools(sum(worker.spool_files for worker in workers)),
        _disk(shutil.disk_usage(settings.STATE_DIR).free),
        *([footage_row(), *other_rows()] if known.get("migrations") else []),
    ]


def _answering(label: str, answers: bool) -> PartRow:
    return PartRow(label, _("answers") if answers else _("does not answer"), answers)


def _role(*, is_owner: bool) -> PartRow:
    """An owner can switch off the rules that keep orders and the journal."""
    value = _("the owner’s: its rules can be switched off") if is_owner else _("the application’s")
    return PartRow(_("Rights in the database"), value, not is_owner)


def _tables(are_current: bool) -> PartRow:
    value = _("up to date") if are_current else _("older than the program")
    return PartRow(_("Tables"), value, are_current)


def _beat(is_alive: bool) -> PartRow:
    value = _("active") if is_alive else _("stopped")
    return PartRow(_("Cameras handed out"), value, is_alive)


def _queues(lengths: dict[str, int]) -> PartRow:
    value = ", ".join(f"{name} {length}" for name, length in lengths.items())
    return PartRow(
        _("Tasks waiting"), value or "–", max(lengths.values(), default=0) <= MANY_MESSAGES
    )


def _spools(files: int) -> PartRow:
    return PartRow(_("Alerts waiting on disk"), str(files), files == 0)


def _disk(free_bytes: int) -> PartRow:
    return PartRow(_("Disk free"), filesizeformat(free_bytes), free_bytes >= LEAST_FREE_BYTES)
