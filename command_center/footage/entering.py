"""Into the index: the file's row, the segment's, and the gap before it."""

from datetime import timedelta

from django.db import IntegrityError, transaction

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


def enter_segment(finished: Finished) -> bool:
    """Whether it is in the index now. One that is there already is left; one of a camera that is
    gone goes too."""
    camera = Camera.objects.select_related("venue").filter(pk=finished.camera_id).first()
    if camera is None:
        place_of(finished.path).unlink(missing_ok=True)
        return False
    try:
        with transaction.atomic():
            _enter(finished, camera)
    except IntegrityError:
        if not StoredFile.objects.filter(path=finished.path).exists():
            raise
    return True


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
    _note_gap(finished)
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


def _note_gap(finished: Finished) -> None:
    """Only between two times of which all was to be recorded."""
    earlier = Segment.objects.filter(camera_id=finished.camera_id, began_at__lt=finished.began_at)
    before = earlier.order_by("-began_at").first()
    if (
        before is not None
        and before.mode == finished.mode == Mode.CONTINUOUS
        and finished.began_at - before.ended_at > A_GAP
    ):
        Gap.objects.create(
            camera_id=finished.camera_id,
            began_at=before.ended_at,
            ended_at=finished.began_at,
            cause=finished.after or GapCause.OFF,
        )
