"""Making a released extract: films, manifest, signature, one package; then its rows.

Killed anywhere, the next round begins it anew: PostgreSQL takes the lock back from who died, what
was half made is removed, and the package and its rows come into being together at the end.
"""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from command_center.documents import canonical_json
from command_center.extracts.cutting import Unfinished
from command_center.extracts.desk import expire, expire_old
from command_center.extracts.film import Film
from command_center.extracts.films import write_films
from command_center.extracts.models import Attempt, Extract, ExtractStep
from command_center.extracts.only_one import only_one_makes
from command_center.extracts.package_files import write_package
from command_center.extracts.progress import Progress
from command_center.extracts.signing_key import extract_key
from command_center.extracts.sources import Changed, Unreadable, check_none_is_left_out
from command_center.extracts.step import StepKind
from command_center.journal.noting import Thing, note, note_all
from command_center.journal.operation import Operation
from command_center.retention.classes import RetentionClass
from command_center.retention.folder import footage_folder
from command_center.retention.storing import Written, enter
from command_center.venues.models import Camera
from detection.digest import digest

EXPORTS = "exports"
UNFINISHED_FOLDER = "unfinished"
NOTHING_RECORDED = gettext_noop("Nothing is recorded of that time.")
TRIED_AGAIN_AFTER = timedelta(seconds=20)
"""Where something stood in the way: an hour of pictures is not begun anew every few seconds."""

logger = logging.getLogger(__name__)


def make_released() -> int:
    """All that wait for it; how many were made. What others left half made goes first."""
    expire_old()
    tidy()
    closed = [StepKind.MADE, StepKind.EXPIRED, StepKind.HANDED_OVER]
    waiting = Extract.objects.filter(steps__kind=StepKind.RELEASED)
    waiting = waiting.exclude(steps__kind__in=closed).select_related("venue", "asked_by")
    tried = Q(attempt__begun_at__gt=timezone.now() - TRIED_AGAIN_AFTER)
    waiting = waiting.exclude(tried & Q(attempt__obstacle__gt=""))
    return sum(make(one) for one in waiting.order_by("pk"))


def make(extract: Extract) -> bool:
    """Whether it was made; why not, its `Attempt` says."""
    with only_one_makes(extract.pk) as is_this:
        if not is_this or _state_kinds(extract) != {StepKind.RELEASED}:
            return False
        folder = unfinished(extract)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            return _made(extract, folder)
        except (Unfinished, Changed, Unreadable, OSError, ValueError) as error:
            logger.warning("Extract %s is not made yet: %s", extract.number, error)
            told = {"obstacle": str(error)[:500], "named": getattr(error, "path", "")}
            Attempt.objects.filter(pk=extract.pk).update(**told)
            return False
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def package_path(extract: Extract) -> str:
    """Below the folder of footage."""
    return f"{EXPORTS}/{extract.number}.zip"


def unfinished(extract: Extract) -> Path:
    return footage_folder() / EXPORTS / UNFINISHED_FOLDER / str(extract.pk)


def tidy() -> None:
    """Removes what was left by whoever was killed, and is not being made by anybody."""
    place = footage_folder() / EXPORTS / UNFINISHED_FOLDER
    for left in place.glob("[0-9]*"):
        with only_one_makes(int(left.name)) as is_this:
            if is_this:
                shutil.rmtree(left, ignore_errors=True)


def _made(extract: Extract, folder: Path) -> bool:
    lasts_s = (extract.covers_until - extract.covers_from).total_seconds() * len(extract.cameras)
    begun = {"done_s": 0, "of_s": lasts_s, "obstacle": "", "named": ""}
    Attempt.objects.update_or_create(extract=extract, defaults=begun)
    entry = note(Operation.MODIFICATION, _thing(extract, "extract_making"), reason=_why(extract))
    films = write_films(extract, folder, Progress(extract, folder).add)
    for camera in extract.cameras:
        used = {path for film in films if film.camera_id == camera for path in film.sources}
        check_none_is_left_out(camera, extract.covers_from, extract.covers_until, used)
    if not films:
        return not expire(extract, NOTHING_RECORDED)
    package, manifest = write_package(extract, folder, films, extract_key(), entry.pk)
    return _entered(extract, package, manifest, films)


def _entered(
    extract: Extract, package: Path, manifest: dict[str, object], films: list[Film]
) -> bool:
    """The file comes to its place before its rows are committed: whoever dies between the two
    leaves a file that the next round replaces."""
    path = package_path(extract)
    place = footage_folder() / path
    sha256, size_bytes = digest(package), package.stat().st_size
    package.replace(place)
    try:
        with transaction.atomic():
            ExtractStep.objects.create(
                extract=extract,
                kind=StepKind.MADE,
                package_path=path,
                package_sha256=sha256,
                package_bytes=size_bytes,
                manifest=canonical_json(manifest).decode(),
            )
            enter(_written(extract, path, sha256, films))
            _note_made(extract, sha256, str(manifest["key_sha256"]))
    except IntegrityError as error:  # expired meanwhile
        logger.warning("Extract %s: %s", extract.number, error)
        place.unlink(missing_ok=True)
        return False
    return True


def _written(extract: Extract, path: str, sha256: str, films: list[Film]) -> Written:
    is_of_one = len(extract.cameras) == 1
    return Written(
        RetentionClass.EXPORTS,
        path,
        extract.venue,
        Camera.objects.get(pk=extract.cameras[0]) if is_of_one else None,
        min(one.first_at for one in films),
        max(one.ends_at for one in films),
        sha256=sha256,
    )


def _note_made(extract: Extract, sha256: str, key_sha256: str) -> None:
    """Found under each of its cameras."""
    detail = {"number": extract.number, "package_sha256": sha256, "key_sha256": key_sha256}
    things = [
        Thing(
            "extract_made",
            extract.pk,
            camera=camera,
            venue=extract.venue_id,
            seen_from=extract.covers_from,
            seen_to=extract.covers_until,
            detail=detail,
        )
        for camera in extract.cameras
    ]
    note_all(Operation.MODIFICATION, things, reason=_why(extract))


def _thing(extract: Extract, kind: str) -> Thing:
    return Thing(kind, extract.pk, venue=extract.venue_id, detail={"number": extract.number})


def _why(extract: Extract) -> str:
    return f"{extract.number}: {extract.reference}"


def _state_kinds(extract: Extract) -> set[str]:
    return set(extract.steps.values_list("kind", flat=True))
