"""Who saw a camera's pictures of a stretch of time: live then, or recorded ones later, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from command_center.audit.kind_words import kind_words
from command_center.audit.rows import begun_by, reason_words, who
from command_center.journal.models import Entry, OpenConsultation, Operation

LOOKS = (Operation.CONSULTATION, Operation.COMMUNICATION)
MOST = 2000
"""More are not drawn, and the page says so."""


@dataclass(frozen=True, slots=True)
class Look:
    """`since` and `until`: which stretch of pictures was seen. `entry`: the one that says it.

    `is_live`: seen while it happened; else `at` tells when it was looked at. `is_open`: it goes on.
    """

    entry: Entry
    since: datetime
    until: datetime
    at: datetime
    is_live: bool
    is_open: bool = False
    is_lost: bool = False

    @property
    def who(self) -> str:
        return who(self.entry)

    @property
    def reason(self) -> str:
        return reason_words(self.entry.reason)

    @property
    def what(self) -> str:
        return kind_words(self.entry.object_kind)


@dataclass(frozen=True, slots=True)
class Watched:
    """`looks` last; `moments` are pages of the camera that were opened at an instant within."""

    looks: list[Look]
    moments: list[Entry]
    is_complete: bool

    @property
    def people(self) -> list[str]:
        return sorted({one.who for one in self.looks})


def watched(camera: int, since: datetime, until: datetime) -> Watched:
    """What touches the stretch, also what began before it or ended after it."""
    ended = list(_ended(camera, since, until)[: MOST + 1])
    looks = [*map(_look, ended[:MOST]), *_running(camera, until)]
    shown = {one.entry.pk for one in looks} | {begun_by(one) for one in ended}
    at_once = (
        _of(camera)
        .filter(at__gte=since, at__lt=until)
        .exclude(pk__in=[one for one in shown if one])
    )
    moments = list(at_once.exclude(detail__has_key="begun").order_by("at", "id")[: MOST + 1])
    is_complete = len(ended) <= MOST and len(moments) <= MOST
    return Watched(sorted(looks, key=_order), moments[:MOST], is_complete)


def _of(camera: int) -> QuerySet[Entry]:
    """Reading the journal about it shows no picture of it."""
    looks = Entry.objects.filter(camera=camera, operation__in=LOOKS)
    return looks.exclude(object_kind__startswith="journal")


def _ended(camera: int, since: datetime, until: datetime) -> QuerySet[Entry]:
    """No look is noted before its pictures are: only entries since then can be about them."""
    touching = {"at__gte": since, "seen_from__lt": until, "seen_to__gte": since}
    return _of(camera).filter(**touching).order_by("-at", "-id")


def _running(camera: int, until: datetime) -> Iterable[Look]:
    numbers = list(OpenConsultation.objects.values_list("entry", flat=True))
    now = timezone.now()
    for entry in _of(camera).filter(pk__in=numbers):
        since = entry.seen_from or entry.at
        if since < until:
            yield Look(entry, since, max(now, since), entry.at, is_live=True, is_open=True)


def _look(entry: Entry) -> Look:
    assert entry.seen_from is not None
    assert entry.seen_to is not None
    is_live = begun_by(entry) is not None
    is_lost = bool(entry.detail.get("lost"))
    return Look(entry, entry.seen_from, entry.seen_to, entry.at, is_live, is_lost=is_lost)


def _order(look: Look) -> tuple[datetime, int]:
    return look.since, look.entry.pk
