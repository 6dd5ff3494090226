"""Takes the pictures of moments that were drawn in advance, while one camera is analysed."""

import logging
from collections import deque
from datetime import datetime, timedelta

import cv2
from django.db import IntegrityError, transaction

from command_center.brief_connection import brief_connection
from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note
from command_center.streams.glimpse import LATE_S, MOST_BYTES, Glimpse
from command_center.venues.models import Camera
from detection.frame import Frame, Image
from detection.kinds import EventKind

ASKED_EVERY = timedelta(seconds=30)
AHEAD = 2 * ASKED_EVERY
"""Moments are drawn at least this long before they come."""

LATE = timedelta(seconds=LATE_S)
LONG_SIDE_PX = 1280
QUALITIES = (80, 60, 40)

logger = logging.getLogger(__name__)


class GlimpseTaker:
    """One camera's, for as long as its worker watches."""

    def __init__(self, camera_id: int) -> None:
        self._camera_id = camera_id
        self._due: deque[tuple[int, datetime]] = deque()
        self._asked_at: datetime | None = None

    def look(self, frame: Frame, quiet: frozenset[EventKind]) -> None:
        """`quiet`: the kinds that are permitted and of which no alert is open."""
        at = frame.captured_at
        if self._asked_at is None or at - self._asked_at >= ASKED_EVERY:
            self._asked_at = at
            self._ask(at)
        while self._due and self._due[0][1] <= at:
            glimpse_id, due_at = self._due.popleft()
            if quiet and at - due_at <= LATE:
                self._take(glimpse_id, frame, quiet)

    def _ask(self, at: datetime) -> None:
        coming = Glimpse.objects.filter(camera_id=self._camera_id, taken_at=None)
        with brief_connection():
            around = coming.filter(due_at__gt=at - LATE, due_at__lte=at + AHEAD)
            self._due = deque(around.values_list("pk", "due_at"))

    def _take(self, glimpse_id: int, frame: Frame, quiet: frozenset[EventKind]) -> None:
        jpeg = _jpeg(frame.image)
        if jpeg is None:
            logger.warning("Camera %s: its picture is too large to be kept.", self._camera_id)
            return
        taken = {"taken_at": frame.captured_at, "kinds": sorted(quiet), "jpeg": jpeg}
        try:
            with brief_connection(), transaction.atomic():
                if Glimpse.objects.filter(pk=glimpse_id, taken_at=None).update(**taken):
                    self._note(glimpse_id, frame.captured_at)
        except IntegrityError as refusal:
            logger.info("Camera %s: no picture is kept: %s", self._camera_id, refusal)

    def _note(self, glimpse_id: int, at: datetime) -> None:
        """A picture is kept: by the software itself."""
        camera = Camera.objects.only("venue").get(pk=self._camera_id)
        place = (camera.pk, camera.venue_id)
        thing = Thing("quiet_moment", glimpse_id, *place, at, at, log=Log.ALGORITHMIC)
        note(Operation.COLLECTION, thing)


def _jpeg(image: Image) -> bytes | None:
    """None where it is too large even so."""
    scale = min(1.0, LONG_SIDE_PX / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for quality in QUALITIES:
        _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if len(jpeg) <= MOST_BYTES:
            return jpeg.tobytes()
    return None
