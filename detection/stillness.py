"""What has come to stay: each pixel against the camera's background, and for how long.

Two memories a pixel, as in Porikli et al. 2008 (“Robust detection of abandoned and removed
objects”): the background, which hardly changes, and what lies before it, with the time since when.
Where persons or vehicles are, nothing is learnt and nothing forgotten: they hide both.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.frame import Image

LEARNT_S = 3.0
"""What has been there for so long when the camera begins is the background. Where traffic flows
or somebody stands it is learnt later, when it shows."""

DIFFERENT = 24.0
"""Levels of 255 in one of the three colours: four times the noise of a night camera."""

PATIENCE_S = 2.0
"""How long a pixel may show something else (a passer-by) and be taken for what it was."""

SEEN, NEWEST = 0.8, 0.2
"""Share of the last looks (about five, two seconds) that must have shown what stays: where traffic
flows, two cars of one colour a second apart are no thing that stays."""

ADAPTS_S = 60.0
"""Time constant of the background where nothing is before it: the light of the day."""

UPSET, UPSET_S = 0.4, 1.5
"""Of the picture, for seconds: when so much differs, the camera was turned or the lamps lit."""

LEAST_GAIN, MOST_GAIN = 0.5, 2.0
"""A camera that exposes itself anew, for a black coat before it, brightens all that it sees."""

Colours = NDArray[np.float32]
"""(h, w, 3) BGR."""

Mask = NDArray[np.bool_]
"""(h, w)."""


class Stillness:
    """One camera's pixels, all pictures of one size. Times in seconds.

    `background` is NaN where it has not been seen yet; `front` is what stays before it.
    """

    def __init__(self, small: Image) -> None:
        self._shape = small.shape
        self._begin()

    def _begin(self) -> None:
        height, width, _ = self._shape
        self.background: Colours = np.full(self._shape, np.nan, np.float32)
        self.front: Colours = np.full(self._shape, np.nan, np.float32)
        self._since_s = np.full((height, width), np.nan)
        self._elsewhere_since_s = np.full((height, width), np.nan)
        self._seen = np.zeros((height, width), np.float32)
        self._last_s: float | None = None
        self._upset_since_s: float | None = None

    def stays(self, for_s: float) -> Mask:
        """Where something has stayed before the background for so long, and is seen."""
        # Not where nothing is: a comparison with NaN is false.
        stayed = self._now_s - self._since_s >= for_s
        return np.asarray(stayed & (self._seen >= SEEN) & self._is_known)

    def absorb(self, region: Mask) -> None:
        """What stays in this region is the background from now on."""
        _copy(self.front, self.background, region)
        self._since_s[region] = np.nan

    def update(self, small: Image, covered: Mask, pts_s: float) -> None:
        """Take one picture; nothing is known of what is `covered`."""
        step_s = 0.0 if self._last_s is None else pts_s - self._last_s
        self._last_s = pts_s
        now = self._exposed(small, covered)
        differs = _differs(now, self.background)  # also where the background is not known
        if self._is_upset(differs & self._is_known, pts_s):
            return self._begin()
        self._note(now, differs, covered, pts_s)
        self._learn()
        calm = ~differs & ~covered & np.isnan(self._since_s)
        _blend(now, self.background, min(1.0, step_s / ADAPTS_S), calm)
        return None

    @property
    def _now_s(self) -> float:
        return 0.0 if self._last_s is None else self._last_s

    @property
    def _is_known(self) -> Mask:
        """Where the background is."""
        return np.asarray(~np.isnan(self.background[..., 0]))

    def _exposed(self, small: Image, covered: Mask) -> Colours:
        """As bright as the background, by the median over what is not covered."""
        now, before = small[::4, ::4], self.background[::4, ::4]
        free = ~covered[::4, ::4] & (before > 8).all(axis=2)
        if np.count_nonzero(free) < 100:
            return small.astype(np.float32)
        gain = np.clip(np.median(now[free] / before[free], axis=0), LEAST_GAIN, MOST_GAIN)
        scalar = np.array([*gain, 1.0])  # of OpenCV: four doubles
        return np.asarray(cv2.divide(small, scalar, dtype=cv2.CV_32F), np.float32)

    def _is_upset(self, differs: Mask, pts_s: float) -> bool:
        if np.count_nonzero(differs) < UPSET * differs.size:
            self._upset_since_s = None
            return False
        if self._upset_since_s is None:
            self._upset_since_s = pts_s
        return pts_s - self._upset_since_s >= UPSET_S

    def _note(self, now: Colours, differs: Mask, covered: Mask, pts_s: float) -> None:
        """Each pixel stays, goes back to the background, shows something new, or is unsure."""
        free = ~covered
        stays = free & differs & ~_differs(now, self.front) & ~np.isnan(self._since_s)
        _blend(now, self.front, 0.1, stays)
        _blend(stays.view(np.uint8), self._seen, NEWEST, free)
        settled = stays | (~differs & np.isnan(self._since_s))
        self._elsewhere_since_s[settled | covered] = np.nan
        elsewhere = free & ~settled
        begins = elsewhere & np.isnan(self._elsewhere_since_s)
        self._elsewhere_since_s[begins] = pts_s
        self._renew(now, differs, elsewhere & self._is_over(pts_s), pts_s)

    def _is_over(self, pts_s: float) -> Mask:
        """Where patience is at its end, or where nothing was before and so nothing is to wait."""
        waited = pts_s - self._elsewhere_since_s >= PATIENCE_S
        return np.asarray(waited | (np.isnan(self._since_s) & np.isnan(self.front[..., 0])))

    def _renew(self, now: Colours, differs: Mask, over: Mask, pts_s: float) -> None:
        gone, new = over & ~differs, over & differs
        self._since_s[gone] = np.nan
        self._since_s[new] = np.fmin(self._elsewhere_since_s[new], pts_s)
        _copy(now, self.front, new)
        self._seen[new] = 0.5
        self._elsewhere_since_s[over] = np.nan

    def _learn(self) -> None:
        """Where no background is known yet, what has stayed is taken for it."""
        unknown = ~self._is_known & (self._seen >= SEEN)
        self.absorb(np.asarray(unknown & (self._now_s - self._since_s >= LEARNT_S)))


def _differs(now: Colours, other: Colours) -> Mask:
    """Whether any colour is further away than noise and compression bring it, or is not known."""
    near = cv2.inRange(cv2.absdiff(now, other), (0, 0, 0), (DIFFERENT, DIFFERENT, DIFFERENT))
    return np.asarray(near == 0, np.bool_)


def _blend(now: Colours | Image, into: NDArray[np.float32], share: float, where: Mask) -> None:
    """`into`, (h, w) or (h, w, 3), goes this share of the way to `now`.

    With a mask over three colours NumPy takes thirty times as long as OpenCV.
    """
    cv2.accumulateWeighted(now, into, share, where.view(np.uint8))


def _copy(colours: Colours, into: Colours, where: Mask) -> None:
    cv2.copyTo(colours, where.view(np.uint8), into)
