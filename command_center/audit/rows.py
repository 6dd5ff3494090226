"""Entries in words, as the pages list them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from command_center.audit.kind_words import kind_words
from command_center.audit.names import Names, is_of_person, names_of
from command_center.journal.models import Entry, Operation
from command_center.law.local_time import span

ICONS = {
    Operation.COLLECTION: "live",
    Operation.MODIFICATION: "change",
    Operation.CONSULTATION: "look",
    Operation.COMMUNICATION: "handover",
    Operation.ERASURE: "retention",
    Operation.ACCESS: "session",
}
GRAVE = frozenset(
    {"refused", "sign_in_failed", "sign_in_locked_out", "sign_in_refused", "second_factor_failed"}
)
SAID_BY_SOFTWARE = (gettext_noop("over age"),)
"""Reasons that PostgreSQL notes by itself."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """`at` and `seen_…` by the reader's clock. `begun`: the entry of a look that this one ends."""

    entry: Entry
    at: datetime
    who: str
    icon: str
    what: str
    camera: str
    venue: str
    reason: str
    lasted: str
    begun: int | None
    is_lost: bool
    is_grave: bool
    detail: list[tuple[str, str]]


def entry_rows(entries: Iterable[Entry]) -> list[EntryRow]:
    found = list(entries)
    names = names_of(found)
    return [_row(one, names) for one in found]


def _row(entry: Entry, names: Names) -> EntryRow:
    begun = begun_by(entry)
    return EntryRow(
        entry=entry,
        at=timezone.localtime(entry.at),
        who=who(entry),
        icon="offline" if entry.object_kind in GRAVE else ICONS[Operation(entry.operation)],
        what=_what(entry, names),
        camera=names.camera(entry.camera),
        venue=names.venue(entry.venue),
        reason=reason_words(entry.reason),
        lasted=lasted(entry.seen_from, entry.seen_to),
        begun=begun,
        is_lost=bool(entry.detail.get("lost")),
        is_grave=entry.object_kind in GRAVE,
        detail=list(flat(entry.detail)),
    )


def who(entry: Entry) -> str:
    return entry.author_name or _("somebody who had not signed in")


def reason_words(reason: str) -> str:
    """Those that are offered are kept in English."""
    return gettext(reason) if reason else ""


def begun_by(entry: Entry) -> int | None:
    """The entry of the start of what this one ends."""
    begun = entry.detail.get("begun") if isinstance(entry.detail, dict) else None
    return begun if isinstance(begun, int) else None


def lasted(since: datetime | None, until: datetime | None) -> str:
    if since is None or until is None:
        return ""
    whole_s = int((until - since).total_seconds())
    return _("%(count)s s") % {"count": whole_s} if whole_s < 60 else span(until - since)


def flat(detail: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """What is nested, one line each: `criteria.camera`, 12."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from flat(value, f"{name}.{key}" if name else key)
    elif isinstance(detail, list) and any(isinstance(one, dict | list) for one in detail):
        for number, value in enumerate(detail):
            yield from flat(value, f"{name}.{number}")
    else:
        yield name, ", ".join(map(str, detail)) if isinstance(detail, list) else str(detail)


def _what(entry: Entry, names: Names) -> str:
    """The thing, with the name or number of it that is not its camera's."""
    words = kind_words(entry.object_kind)
    if is_of_person(entry):
        return f"{words} ({names.people.get(int(entry.object_id), entry.object_id)})"
    is_camera = entry.camera is not None and entry.object_id == str(entry.camera)
    return f"{words} {entry.object_id}" if entry.object_id and not is_camera else words
