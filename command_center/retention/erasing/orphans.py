"""Files without a row: nothing says how old their images are, so they go within the hour."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from command_center.retention.bucket.copies import let_go_of_copies
from command_center.retention.certifying import Going, certify_orphans
from command_center.retention.erasing.obstacle import Obstacle
from command_center.retention.folder import MARK, footage_folder
from command_center.retention.models import StoredFile

BATCH = 500
ENTERED_WITHIN_S = 3600.0
"""Whoever writes a file enters its row meanwhile."""

Orphan = tuple[str, os.stat_result]
Salvage = Callable[[Sequence[str]], Collection[str]]
_salvages: list[Salvage] = []


def salvaged_by(salvage: Salvage) -> None:
    """Said once, when the program starts, by a room that writes files. Of paths without a row it
    returns those that are not to be erased: it has just entered them, or still writes them."""
    _salvages.append(salvage)


def orphans(now: datetime) -> Iterator[list[Orphan]]:
    """In batches: the relative path of each, and what the file system says of it."""
    found = _old_files(footage_folder(), now)
    while batch := list(islice(found, BATCH)):
        paths = [path for path, _stat in batch]
        moved_at = dict(StoredFile.objects.filter(path__in=paths).values_list("path", "moved_at"))
        let_go_of_copies([path for path, at in moved_at.items() if at is not None])
        known = set(moved_at)
        known |= _salvaged([path for path in paths if path not in known])
        if lost := [one for one in batch if one[0] not in known]:
            yield lost


def _salvaged(paths: Sequence[str]) -> set[str]:
    if not paths:
        return set()
    return {path for salvage in _salvages for path in salvage(paths)}


def erase_orphans(lost: list[Orphan]) -> list[Obstacle]:
    """Certified before they go: interrupted between the two, the next sweep certifies them again,
    and nothing goes unsaid."""
    going = [one for one in lost if os.access((footage_folder() / one[0]).parent, os.W_OK)]
    barred = [
        Obstacle(path, _("its folder is not writable"))
        for path, stat in lost
        if (path, stat) not in going
    ]
    if going:
        with transaction.atomic():
            certify_orphans(_going(going), _("A file without a row is erased within the hour."))
    return barred + [one for path, _stat in going if (one := _remove(path))]


def _remove(path: str) -> Obstacle | None:
    try:
        (footage_folder() / path).unlink(missing_ok=True)
    except OSError as error:
        return Obstacle(path, str(error))
    return None


def _going(gone: list[Orphan]) -> Going:
    written = [datetime.fromtimestamp(stat.st_mtime, UTC) for _path, stat in gone]
    items = [[path, stat.st_size] for path, stat in gone]
    return Going(items, written, sum(stat.st_size for _path, stat in gone))


def _old_files(folder: Path, now: datetime) -> Iterator[Orphan]:
    """No link is followed; one that lies there is a file like others."""
    for where, _folders, names in os.walk(folder):
        for name in names:
            whole = Path(where) / name
            if whole == folder / MARK:
                continue
            try:
                stat = whole.lstat()
            except FileNotFoundError:
                continue
            if now.timestamp() - stat.st_mtime > ENTERED_WITHIN_S:
                yield whole.relative_to(folder).as_posix(), stat
