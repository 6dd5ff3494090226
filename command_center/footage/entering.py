"""Into the index: the file's row, the segment's, and the gap before it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from command_center.footage.camera_recording import Mode
from command_center.footage.finished import Finished
from command_center.footage.gap import Gap, GapCause
from command_center.footage.segment import Segment
from command_center.retention.classes import RetentionClass
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile
from command_center.retention.storing import Written, enter
from command_center.venues.models import Camera

A_GAP = timedelta(seconds=1)
ENTERING_LOCK = 7_202
"""With the camera's number; PostgreSQL takes it back at the end of the transaction."""


def enter_segment(finished: Finished) -> bool:
    """Whether it is in the index now. One that is there already is left; one of a camera that is
    gone goes too."""
    camera = Camera.objects.select_related("venue").filter(pk=finished.camera_id).first()
    if camera is None:
        place_of(finished.path).unlink(missing_ok=True)
        return False
    try:
        with transaction.atomic():
            _one_after_another(camera.pk)
            _enter(finished, camera)
    except IntegrityError:
        if not StoredFile.objects.filter(path=finished.path).exists():
            raise
    return True


def _one_after_another(camera_id: int) -> None:
    """Of one camera: each gap lies between two that are entered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ENTERING_LOCK, camera_id])


def _enter(finished: Finished, camera: Camera) -> None:
    file = enter(
        Written(
            what=RetentionClass.RECORDINGS,
            path=finished.path,
            venue=camera.venue,
            camera=camera,
            captured_from=finished.began_at,
            captured_until=finished.ended_at,
            sha256=finished.sha256,
        )
    )
    _note_gaps(finished)
    Segment.objects.create(
        file=file,
        camera=camera,
        began_at=finished.began_at,
        ended_at=finished.ended_at,
        pts=finished.pts,
        pictures=finished.pictures,
        codec=finished.codec,
        width=finished.width,
        height=finished.height,
        fence=finished.fence,
        mode=finished.mode,
        clock_offset_s=finished.clock_offset_s,
        is_recovered=finished.is_recovered,
    )


def _note_gaps(finished: Finished) -> None:
    """Only between two times of which all was to be recorded. One that is entered late, after what
    followed it, lies in a gap that was noted too long."""
    if finished.mode != Mode.CONTINUOUS:
        return
    mine = Segment.objects.filter(camera_id=finished.camera_id)
    before = mine.filter(began_at__lt=finished.began_at).order_by("-began_at").first()
    after = mine.filter(began_at__gt=finished.began_at).order_by("began_at").first()
    causes = _take_back_gaps(finished)
    if before is not None and before.mode == Mode.CONTINUOUS:
        cause = finished.after or causes.get(before.ended_at, _unknown(finished, before))
        _note_gap(finished.camera_id, before.ended_at, finished.began_at, cause)
    if after is not None and after.mode == Mode.CONTINUOUS:
        cause = next(iter(causes.values()), _unknown(finished, after))
        _note_gap(finished.camera_id, finished.ended_at, after.began_at, cause)


def _take_back_gaps(finished: Finished) -> dict[datetime, str]:
    """Those within which it was recorded after all: when each began, and why."""
    within = Gap.objects.filter(
        camera_id=finished.camera_id,
        began_at__lt=finished.ended_at,
        ended_at__gt=finished.began_at,
    )
    causes = dict(within.values_list("began_at", "cause"))
    within.delete()
    return causes


def _unknown(finished: Finished, other: Segment) -> GapCause:
    return GapCause.CLOCK if finished.fence == other.fence else GapCause.UNWATCHED


def _note_gap(camera_id: int, began_at: datetime, ended_at: datetime, cause: str) -> None:
    if ended_at - began_at > A_GAP:
        Gap.objects.create(camera_id=camera_id, began_at=began_at, ended_at=ended_at, cause=cause)
