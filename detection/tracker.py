"""Following objects through the images of one camera: ByteTrack, by motion alone."""

from collections.abc import Sequence

import numpy as np
import supervision
from trackers import ByteTrackTracker

from detection.boxes import Detection, Track

SCALE_PX = 1000.0
"""The library's motion noise is set for pixels; in fractions of 0..1 it would smooth nothing."""

NOMINAL_FPS = 10.0


class Tracker:
    """One camera's tracker. Not shared between threads.

    ByteTrack (Zhang et al. 2021, arXiv 2110.06864) from the package `trackers`. Nothing of a
    person's appearance is used or kept, so an `id` cannot be found again elsewhere.
    """

    def __init__(self) -> None:
        self._bytetrack = ByteTrackTracker(
            frame_rate=NOMINAL_FPS,
            lost_track_buffer=60,
            track_activation_threshold=0.35,
            high_conf_det_threshold=0.35,
            minimum_consecutive_frames=2,
            minimum_iou_threshold=0.1,
        )
        self._last_pts_s: float | None = None
        self._clock_s = 0.0

    def update(self, detections: Sequence[Detection], pts_s: float) -> tuple[Track, ...]:
        """The objects followed in this frame, in the order of their numbers.

        `pts_s` is the frame's presentation time, at any rate. A time that stands still or goes
        back is taken as one nominal step, so that a camera's clock cannot stop the tracking.
        """
        found = self._bytetrack.update(_given(detections), timestamp=self._tick(pts_s))
        numbers = [] if found.tracker_id is None else found.tracker_id.tolist()
        origins = found.data.get("origin", ())
        pairs = zip(numbers, origins, strict=True)
        tracks = [_track(number, detections[origin]) for number, origin in pairs if number >= 0]
        return tuple(sorted(tracks, key=lambda track: track.id))

    def _tick(self, pts_s: float) -> float:
        step_s = 0.0 if self._last_pts_s is None else pts_s - self._last_pts_s
        self._clock_s += step_s if step_s > 0 else 1 / NOMINAL_FPS
        self._last_pts_s = pts_s
        return self._clock_s


def _given(detections: Sequence[Detection]) -> supervision.Detections:
    boxes = [(d.box.left, d.box.top, d.box.right, d.box.bottom) for d in detections]
    return supervision.Detections(
        xyxy=np.array(boxes, np.float32).reshape(-1, 4) * SCALE_PX,
        confidence=np.array([d.confidence for d in detections], np.float32),
        data={"origin": np.arange(len(detections))},
    )


def _track(number: int, detection: Detection) -> Track:
    return Track(number + 1, detection.box, detection.label, detection.confidence)
