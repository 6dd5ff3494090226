"""Text over a whole picture: for whom it was made, so that a copy tells where it leaked."""

from functools import cached_property
from pathlib import Path

import numpy as np
import reportlab
from numpy.typing import NDArray
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from detection.frame import Image

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
"""Holds the letters of French; reports are set in it too."""

SMALLEST_PX = 11
OF_THE_HEIGHT = 1 / 34
TILED, CORNER = 0.30, 0.85
"""How much of a pixel is text: faint all over, plain in one corner."""


class Watermark:
    """For pictures of one size. `text` is repeated in rows that are shifted against one another:
    no part of the picture that shows something is without it."""

    def __init__(self, text: str, width_px: int, height_px: int) -> None:
        self._text, self._size_px = text, (width_px, height_px)

    def burn(self, image: Image) -> None:
        """Into the picture itself."""
        rows, columns, share, colour = self._marked
        under = image[rows, columns].astype(np.float32)
        image[rows, columns] = (under * (1 - share) + colour * share).astype(np.uint8)

    @cached_property
    def _marked(
        self,
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32], NDArray[np.float32]]:
        """Rows and columns of the pixels that change, how much, and to which grey."""
        cover = self._drawn()
        share = cover.getchannel("A")
        alpha = np.asarray(share).astype(np.float32) / np.float32(255)
        rows, columns = np.nonzero(alpha)
        grey = np.asarray(cover.getchannel("R")).astype(np.float32)
        return rows, columns, alpha[rows, columns][:, None], grey[rows, columns][:, None]

    def _drawn(self) -> Pictures.Image:
        width_px, height_px = self._size_px
        size_px = max(SMALLEST_PX, round(height_px * OF_THE_HEIGHT))
        font = ImageFont.truetype(str(FONT), size_px)
        cover = Pictures.new("RGBA", self._size_px, (0, 0, 0, 0))
        draw = ImageDraw.Draw(cover)
        step_px = round(draw.textlength(f"{self._text}    ", font=font))
        for row, top_px in enumerate(range(size_px, height_px, size_px * 5)):
            for left_px in range(-(row * step_px // 3) % step_px - step_px, width_px, step_px):
                self._write(draw, (left_px, top_px), font, TILED)
        self._write(draw, (size_px // 2, height_px - round(size_px * 1.6)), font, CORNER)
        return cover

    def _write(
        self,
        draw: ImageDraw.ImageDraw,
        place_px: tuple[float, float],
        font: ImageFont.FreeTypeFont,
        share: float,
    ) -> None:
        """White on a dark edge: readable on whatever is under it."""
        alpha = round(255 * share)
        draw.text(
            place_px,
            self._text,
            font=font,
            fill=(255, 255, 255, alpha),
            stroke_width=1,
            stroke_fill=(0, 0, 0, alpha),
        )
