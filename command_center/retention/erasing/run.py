"""One run: all that is over age, oldest first, until nothing is left or it is to stop."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from command_center.journal.erasing import erase_batch as erase_entries
from command_center.journal.models import Log
from command_center.outage import DATABASE_AWAY
from command_center.retention.bucket.sweeping import sweep_bucket
from command_center.retention.classes import IMAGES, RetentionClass
from command_center.retention.erasing.alerts import erase_batch
from command_center.retention.erasing.files import FileEraser
from command_center.retention.erasing.obstacle import Obstacle
from command_center.retention.erasing.only_one import only_one
from command_center.retention.erasing.orphans import erase_orphans, orphans
from command_center.retention.last_erasure import last_erasure
from command_center.retention.limits import Limit, limits
from command_center.retention.models import LastErasure
from command_center.retention.overdue import overdue

RESTS = 2.0
"""Twice as long as a batch took it rests, so that the wall and the cameras come first."""

SWEPT_EVERY = timedelta(minutes=15)
MOST_TOLD = 50
FIRST = datetime(1970, 1, 1, tzinfo=UTC), 0

logger = logging.getLogger(__name__)


@dataclass
class Erased:
    """What one run has done; `failure` says why it did not do all."""

    rows: int = 0
    files: int = 0
    failure: str = ""
    obstacles: list[Obstacle] = field(default_factory=list)


@dataclass
class Run:
    stop: threading.Event = field(default_factory=threading.Event)
    rests: float = RESTS
    erased: Erased = field(default_factory=Erased)

    def erase_all(self) -> None:
        """What cannot be erased stops nothing else."""
        for limit in limits(RetentionClass.ALERTS):
            self.surviving(lambda limit=limit: self._erase_alerts(limit))  # type: ignore[misc]
        files = FileEraser()
        for what in IMAGES:
            for limit in limits(what):
                self.surviving(lambda limit=limit: self._erase_files(files, limit))  # type: ignore[misc]
        self.erased.obstacles += files.obstacles.values()
        for log in Log:
            self.surviving(lambda log=log: self._erase_log(log))  # type: ignore[misc]

    def sweep(self) -> None:
        for lost in orphans(timezone.now()):
            obstacles = erase_orphans(lost)
            self.erased.obstacles += obstacles
            self.erased.files += len(lost) - len(obstacles)
        gone, obstacles = sweep_bucket()
        self.erased.files += gone
        self.erased.obstacles += obstacles

    def surviving(self, erase: Callable[[], None]) -> None:
        try:
            erase()
        except DATABASE_AWAY:
            raise
        except (DatabaseError, OSError) as error:
            logger.exception("Erasure: a batch was refused; the others go on.")
            self.erased.failure = str(error)[:500]

    def _erase_alerts(self, limit: Limit) -> None:
        position = FIRST
        while not self.stop.is_set():
            began_s = time.monotonic()
            reached = erase_batch(limit, position)
            if reached is None:
                return
            position, count = reached
            self.erased.rows += count
            self._rest(began_s)

    def _erase_files(self, files: FileEraser, limit: Limit) -> None:
        """First what a run that was interrupted had begun."""
        while not self.stop.is_set():
            began_s = time.monotonic()
            tried, gone = files.erase_marked(limit)
            self.erased.files += gone
            if not tried and not files.mark(limit):
                return
            self._rest(began_s)

    def _erase_log(self, log: Log) -> None:
        """Entries of the journal; their erasure is an entry, and no certificate besides."""
        while not self.stop.is_set():
            began_s = time.monotonic()
            count = erase_entries(log)
            if not count:
                return
            self.erased.rows += count
            self._rest(began_s)

    def _rest(self, began_s: float) -> None:
        self.stop.wait((time.monotonic() - began_s) * self.rests)


def erase(stop: threading.Event | None = None, rests: float = RESTS) -> Erased | None:
    """Erase all that is over age, and keep when and with what success. None: another process
    does."""
    with only_one() as is_this:
        if not is_this:
            return None
        run = Run(stop or threading.Event(), rests)
        LastErasure.objects.update_or_create(pk=1, defaults={"began_at": timezone.now()})
        run.erase_all()
        if _is_to_be_swept():
            run.surviving(run.sweep)
            LastErasure.objects.filter(pk=1).update(swept_at=timezone.now())
        _note(run.erased)
    return run.erased


def _is_to_be_swept() -> bool:
    """Also while something is in the way: it is told until it is gone."""
    last = last_erasure()
    is_due = last.swept_at is None or timezone.now() - last.swept_at > SWEPT_EVERY
    return is_due or bool(last.obstacles)


def _note(erased: Erased) -> None:
    late = overdue()
    LastErasure.objects.filter(pk=1).update(
        ended_at=timezone.now(),
        failure=erased.failure,
        overdue=late.count,
        overdue_since=late.since,
        obstacles=[asdict(one) for one in erased.obstacles[:MOST_TOLD]],
        erased_rows=F("erased_rows") + erased.rows,
        erased_files=F("erased_files") + erased.files,
    )
