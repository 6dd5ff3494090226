"""Writing an entry: in the transaction of the read or change that it tells of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from command_center.journal.entry import Entry
from command_center.journal.inserting import insert, seal
from command_center.journal.operation import Log, Operation
from command_center.journal.origin import SOFTWARE, Origin


@dataclass(frozen=True, slots=True)
class Thing:
    """What was looked at or changed: its kind and number (`camera` 12), and where it belongs.

    `seen_from` and `seen_to`: which stretch of video, where it is video.
    """

    kind: str
    id: object = ""
    camera: int | None = None
    venue: int | None = None
    seen_from: datetime | None = None
    seen_to: datetime | None = None
    log: Log = Log.VIDEO
    detail: Mapping[str, Any] = field(default_factory=dict)


def note(
    operation: Operation,
    thing: Thing,
    origin: Origin = SOFTWARE,
    *,
    reason: str = "",
    recipients: str = "",
) -> Entry:
    """`reason`: this one's own; the reason of the shift where there is none."""
    return note_all(operation, [thing], origin, reason=reason, recipients=recipients)[0]


@transaction.atomic(savepoint=False)
def note_all(
    operation: Operation,
    things: Iterable[Thing],
    origin: Origin = SOFTWARE,
    *,
    reason: str = "",
    recipients: str = "",
) -> list[Entry]:
    """One entry for each: what a page showed of many cameras is found under each of them."""
    why = _plain(reason or origin.reason, 500)
    entries = [
        Entry(
            log=thing.log,
            operation=operation,
            object_kind=_plain(thing.kind, 60),
            object_id=_plain(thing.id, 80),
            camera=thing.camera,
            venue=thing.venue,
            seen_from=thing.seen_from,
            seen_to=thing.seen_to,
            reason=why,
            recipients=_plain(recipients, 300),
            author=origin.author,
            author_name=_plain(origin.author_name, 150),
            address=_plain(origin.address, 64),
            session=origin.session,
            detail=_lossless(thing.detail),
        )
        for thing in things
    ]
    insert(entries)
    seal(entries)
    return entries


def _lossless(detail: object) -> Any:
    """What PostgreSQL gives back as it was given: numbers with a point become text."""
    if isinstance(detail, Mapping):
        return {_plain(name, 200): _lossless(value) for name, value in detail.items()}
    if isinstance(detail, list | tuple | set | frozenset):
        return [_lossless(one) for one in detail]
    return detail if detail is None or isinstance(detail, bool | int) else _plain(detail, 2000)


def _plain(text: object, longest: int) -> str:
    """PostgreSQL keeps no NUL, and nothing may keep an entry from being written."""
    return str(text).replace("\0", "�").encode(errors="replace").decode()[:longest]
