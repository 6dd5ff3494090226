"""Motion: corner points followed through the pictures, whether or not the detector names them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.boxes import VEHICLES, Detection
from detection.cover import covered
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

BLOCK = 5
AROUND_PX = 5
"""A corner is told by the pixels so far around it: of the rest of the picture none is computed."""

WINDOW_PX = 15
LEVELS = 3
"""Steps up to about 60 px a frame at the coarsest level: a fifth of the picture."""

CRITERIA = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 30, 0.03)
"""Steps at most, and pixels a step from which on it is there."""

BACK_PX, BACK_LEVELS = 1.5, 1
"""A point followed forth and back must return (forward-backward error, Kalal et al. 2010). It is
looked for where it came from, so that two levels do: in half the time, one point in 100 more is
let through than from afar with all."""

STILL_PX, STILL_S = 1.0, 1.0
LONGEST_STEP_S = 1.0
"""After a longer gap nothing is followed: the picture may show anything."""

SURE = 0.5

BESIDE = np.ones((5, 5), np.uint8)
DISC = cv2.circle(
    np.zeros((2 * APART_PX + 1, 2 * APART_PX + 1), np.uint8), (APART_PX, APART_PX), APART_PX, 1, -1
)


class Motion(Cue):
    """Pyramidal Lucas-Kanade (Bouguet 2000) on corners that lie where the picture changed."""

    def __init__(self, models: ModelSet) -> None:
        super().__init__(models)
        self._last: Image | None = None
        self._last_s = 0.0
        self._trails = Trails()

    def look(self, frame: Frame, found: tuple[Detection, ...]) -> MovingPoints:
        small = np.asarray(cv2.cvtColor(frame.middling, cv2.COLOR_BGR2GRAY), np.uint8)
        last, step_s = self._last, frame.pts_s - self._last_s
        if last is None or last.shape != small.shape or not 0 < step_s <= LONGEST_STEP_S:
            self._trails = Trails()
        else:
            named = covered([one.box for one in found if _is_named(one)], small.shape)
            self._trails = _followed(self._trails, last, small, named, frame.pts_s)
        self._last, self._last_s = small, frame.pts_s
        return _in_fractions(self._trails, small)


def _is_named(found: Detection) -> bool:
    """What the detector surely names is followed by its box: no points are spent on it."""
    is_known = found.label == "person" or found.label in VEHICLES
    return is_known and found.confidence >= SURE


def _followed(
    trails: Trails, last: Image, small: Image, named: NDArray[np.bool_], pts_s: float
) -> Trails:
    """What was followed, and new corners where the picture has changed and nothing is `named`."""
    if len(trails.now):
        there, ok = _found_again(last, small, trails.now)
        trails = trails.moved(there, pts_s).only(ok)
        trails = trails.only(~_still(trails))
    else:
        trails = Trails()
    moved = (cv2.absdiff(last, small) > CHANGED).astype(np.uint8)
    changed = np.asarray(cv2.dilate(moved, BESIDE), np.uint8)
    changed[named] = 0
    return trails.joined_by(_corners(small, changed, trails.now), pts_s)


def _found_again(last: Image, small: Image, points: Points) -> tuple[Points, NDArray[np.bool_]]:
    there, ok = _flow(last, small, points, points, LEVELS)
    height, width = small.shape
    ok &= ((there >= 0) & (there < (width, height))).all(axis=1)
    back, ok_back = _flow(small, last, there[ok], points[ok], BACK_LEVELS)
    ok[ok] = ok_back & (np.linalg.norm(back - points[ok], axis=1) < BACK_PX)
    return there, ok


def _flow(
    one: Image, other: Image, points: Points, guess: Points, levels: int
) -> tuple[Points, NDArray[np.bool_]]:
    """Where the points lie in the `other` picture, looked for from the guess on; whether found."""
    if not len(points):
        return points, np.zeros(0, bool)
    there, ok, _ = cv2.calcOpticalFlowPyrLK(
        one,
        other,
        np.ascontiguousarray(points),  # OpenCV takes no other
        np.array(guess, order="C"),  # it is written to
        winSize=(WINDOW_PX, WINDOW_PX),
        maxLevel=levels,
        criteria=CRITERIA,
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )
    return np.asarray(there, np.float32), np.asarray(ok)[:, 0] == 1


def _still(trails: Trails) -> NDArray[np.bool_]:
    """Points that have not moved: the ground beside what moved, or a thing that has stopped."""
    since, age_s = trails.since()
    gone_px = np.linalg.norm(trails.now - since, axis=1)
    return np.asarray((age_s >= STILL_S) & (gone_px < STILL_PX), np.bool_)


def _corners(small: Image, changed: Image, taken: Points) -> Points:
    """New points where the picture has changed, apart from each other and from those `taken`."""
    free = _untaken(changed, taken)
    left, top, width, height = cv2.boundingRect(free)
    if not width or len(taken) >= MOST_POINTS:
        return np.zeros((0, 2), np.float32)
    left, top = max(0, left - AROUND_PX), max(0, top - AROUND_PX)
    part = slice(top, top + height + 2 * AROUND_PX), slice(left, left + width + 2 * AROUND_PX)
    found = cv2.goodFeaturesToTrack(
        small[part], MOST_POINTS - len(taken), QUALITY, APART_PX, mask=free[part], blockSize=BLOCK
    )
    if found is None:
        return np.zeros((0, 2), np.float32)
    return np.asarray(np.add(found.reshape(-1, 2), (left, top)), np.float32)


def _untaken(changed: Image, taken: Points) -> Image:
    """`changed` (h, w) less a disc around each point."""
    free = np.ones_like(changed)
    columns, rows = taken.astype(np.intp).T
    free[rows, columns] = 0
    return np.asarray(cv2.min(changed, cv2.erode(free, DISC)), np.uint8)


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
