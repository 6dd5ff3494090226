"""Motion: corner points followed through the pictures, whether or not the detector names them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.boxes import Detection
from detection.cues import Cue
from detection.frame import Frame, Image
from detection.model_set import ModelSet
from detection.moving_points import MovingPoints
from detection.trails import Points, Trails

CHANGED = 12
"""Grey levels of 255: above a camera's noise once the picture has been averaged down."""

MOST_POINTS = 300
APART_PX = 4
QUALITY = 0.02
"""Of the best corner (Shi and Tomasi 1994)."""

WINDOW_PX = 15
LEVELS = 3
"""Steps up to about 60 px a frame at the coarsest level: a fifth of the picture."""

BACK_PX = 1.5
"""A point followed forth and back must return (forward-backward error, Kalal et al. 2010)."""

STILL_PX, STILL_S = 1.0, 1.0
LONGEST_STEP_S = 1.0
"""After a longer gap nothing is followed: the picture may show anything."""

BLOCK = np.ones((5, 5), np.uint8)


class Motion(Cue):
    """Pyramidal Lucas-Kanade (Bouguet 2000) on corners that lie where the picture changed."""

    def __init__(self, models: ModelSet) -> None:
        super().__init__(models)
        self._last: Image | None = None
        self._last_s = 0.0
        self._trails = Trails()

    def look(self, frame: Frame, found: tuple[Detection, ...]) -> MovingPoints:  # noqa: ARG002
        small = np.asarray(cv2.cvtColor(frame.middling, cv2.COLOR_BGR2GRAY), np.uint8)
        last, step_s = self._last, frame.pts_s - self._last_s
        if last is None or last.shape != small.shape or not 0 < step_s <= LONGEST_STEP_S:
            self._trails = Trails()
        else:
            self._trails = _followed(self._trails, last, small, frame.pts_s)
        self._last, self._last_s = small, frame.pts_s
        return _in_fractions(self._trails, small)


def _followed(trails: Trails, last: Image, small: Image, pts_s: float) -> Trails:
    """What was followed, and new corners where the picture has changed."""
    if len(trails.now):
        there, ok = _found_again(last, small, trails.now)
        trails = trails.moved(there, pts_s).only(ok)
        trails = trails.only(~_still(trails))
    else:
        trails = Trails()
    moved = (cv2.absdiff(last, small) > CHANGED).astype(np.uint8)
    changed = np.asarray(cv2.dilate(moved, BLOCK), np.uint8)
    return trails.joined_by(_corners(small, changed, trails.now), pts_s)


def _found_again(last: Image, small: Image, points: Points) -> tuple[Points, NDArray[np.bool_]]:
    there, ok = _flow(last, small, points)
    back, ok_back = _flow(small, last, there)
    returned: NDArray[np.bool_] = np.linalg.norm(back - points, axis=1) < BACK_PX
    height, width = small.shape
    inside = ((there >= 0) & (there < (width, height))).all(axis=1)
    return there, ok & ok_back & returned & inside


def _flow(one: Image, other: Image, points: Points) -> tuple[Points, NDArray[np.bool_]]:
    points = np.ascontiguousarray(points)  # OpenCV takes no other
    there, ok, _ = cv2.calcOpticalFlowPyrLK(
        one, other, points, points.copy(), winSize=(WINDOW_PX, WINDOW_PX), maxLevel=LEVELS
    )
    return np.asarray(there, np.float32), np.asarray(ok)[:, 0] == 1


def _still(trails: Trails) -> NDArray[np.bool_]:
    """Points that have not moved: the ground beside what moved, or a thing that has stopped."""
    since, age_s = trails.since()
    gone_px = np.linalg.norm(trails.now - since, axis=1)
    return np.asarray((age_s >= STILL_S) & (gone_px < STILL_PX), np.bool_)


def _corners(small: Image, changed: Image, taken: Points) -> Points:
    if MOST_POINTS - len(taken) <= 0:
        return np.zeros((0, 2), np.float32)
    for x, y in taken:
        cv2.circle(changed, (int(x), int(y)), APART_PX, 0, -1)
    found = cv2.goodFeaturesToTrack(
        small, MOST_POINTS - len(taken), QUALITY, APART_PX, mask=changed, blockSize=5
    )
    return np.zeros((0, 2), np.float32) if found is None else np.float32(found).reshape(-1, 2)


def _in_fractions(trails: Trails, small: Image) -> MovingPoints:
    height, width = small.shape
    if not trails.times_s:
        none = np.zeros((0, 2), np.float32)
        return MovingPoints(none, none, none[:, 0], none[:, 0], width / height)
    size = np.array([width, height], np.float32)
    since, age_s = trails.since()
    net_px = np.linalg.norm(trails.now - since, axis=1)
    straight = net_px / np.maximum(trails.path_px(), 1e-6)
    return MovingPoints(trails.now / size, since / size, age_s, straight, width / height)
