"""What a worker puts down while a camera is calibrated, in the place of alerts."""

from collections.abc import Iterable
from datetime import datetime

import cv2

from command_center.brief_connection import brief_connection
from command_center.calibration.models import Calibration, HeldBackAlert, MinuteScore
from detection.boxes import Track
from detection.calibration.empty_view import EmptyView
from detection.calibration.highest import Highest, HighestOfMinute
from detection.calibration.score import Score
from detection.frame import Frame
from detection.sighting import Sighting

QUALITY = 80


class Collector:
    """One camera's, for as long as its worker watches. Another worker's rows add to these."""

    def __init__(self, calibration: Calibration) -> None:
        self.calibration = calibration
        self._minute = HighestOfMinute()
        self._view = EmptyView()

    def collect(self, frame: Frame, tracks: Iterable[Track], scores: Iterable[Score]) -> None:
        self._view.add(frame.small, [track.box for track in tracks], frame.pts_s)
        over = self._minute.add(frame.pts_s, scores)
        if over:
            with brief_connection():
                self._store(over, frame.captured_at)

    def hold_back(self, sighting: Sighting, started_at: datetime) -> None:
        """It would have been an alert."""
        with brief_connection():
            HeldBackAlert.objects.create(
                calibration=self.calibration,
                kind=sighting.kind,
                zone_name=sighting.zone,
                started_at=started_at,
                reason=dict(sighting.reason),
            )

    def _store(self, over: Highest, at: datetime) -> None:
        MinuteScore.objects.bulk_create(
            MinuteScore(
                calibration=self.calibration,
                kind=kind,
                zone_name=zone,
                parameter=parameter,
                minute_at=at,
                highest=highest,
            )
            for (kind, zone, parameter), highest in over.items()
        )
        view = self._view.picture()
        if view is not None:
            _, jpeg = cv2.imencode(".jpg", view, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
            Calibration.objects.filter(pk=self.calibration.pk).update(empty_view=jpeg.tobytes())
