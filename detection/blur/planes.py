"""A picture as its three planes, at the size at which blurred pictures are shown."""

from dataclasses import dataclass

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

LONG_SIDE_PX = 640
"""Of a blurred picture: half the price of one of 720p, and less to recognise anybody by."""

Plane = NDArray[np.uint8]
"""(height_px, width_px), uint8."""


@dataclass(frozen=True, slots=True)
class Planes:
    """YUV 4:2:0. `chroma`: two planes of half the width and height."""

    luma: Plane
    chroma: tuple[Plane, Plane]

    def small(self) -> NDArray[np.uint8]:
        """(3, height_px / 2, width_px / 2): what moves is looked for in it. Each of its pixels is
        the mean of four, with half the noise."""
        height, width = self.chroma[0].shape
        luma = cv2.resize(self.luma, (width, height), interpolation=cv2.INTER_AREA)
        return np.stack([luma, *self.chroma]).astype(np.uint8, copy=False)

    def as_picture(self, pts: int) -> VideoFrame:
        stacked = np.concatenate([self.luma.ravel(), *(one.ravel() for one in self.chroma)])
        height, width = self.luma.shape
        picture = VideoFrame.from_ndarray(stacked.reshape(height * 3 // 2, width), "yuv420p")
        picture.pts = pts
        return picture


def shown_size_px(width_px: int, height_px: int) -> tuple[int, int]:
    """Width and height of the blurred picture: even, and its long side at most `LONG_SIDE_PX`."""
    scale = min(1.0, LONG_SIDE_PX / max(width_px, height_px))
    return _even(width_px * scale), _even(height_px * scale)


def planes_of(picture: VideoFrame, size_px: tuple[int, int]) -> Planes:
    """Scaled to width and height, which are even."""
    width, height = size_px
    fitted = picture.reformat(width, height, format="yuv420p")
    values = fitted.to_ndarray().astype(np.uint8, copy=False).ravel()
    area = width * height
    chroma = values[area:].reshape(2, height // 2, width // 2)
    return Planes(values[:area].reshape(height, width), (chroma[0], chroma[1]))


def _even(side_px: float) -> int:
    return max(2, round(side_px / 2) * 2)
