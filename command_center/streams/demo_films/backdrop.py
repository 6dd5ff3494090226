"""The place: a paved square before a stand, drawn as a fixed camera would see it."""

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH_PX, HEIGHT_PX = 960, 540
HORIZON = 0.30
"""Height of the horizon, as a fraction of the picture from its top."""

Points = tuple[tuple[float, float], ...]
CAPTION = "DEMONSTRATION - composed footage"


def draw_square(seed: int) -> NDArray[np.uint8]:
    """(540, 960, 3) BGR: wall, stand, paving in perspective, grain of a sensor."""
    picture = np.zeros((HEIGHT_PX, WIDTH_PX, 3), np.float32)
    horizon = round(HORIZON * HEIGHT_PX)
    picture[:horizon] = _gradient(horizon, (128, 118, 108), (150, 142, 132))
    picture[horizon:] = _gradient(HEIGHT_PX - horizon, (112, 116, 120), (148, 152, 156))
    _draw_stand(picture, horizon)
    _draw_paving(picture, horizon)
    grain = np.random.default_rng(seed).normal(0, 3, (HEIGHT_PX, WIDTH_PX, 1))
    soft = cv2.GaussianBlur(picture, (3, 3), 0) + grain
    return np.clip(soft, 0, 255).astype(np.uint8)


def draw_lawn(picture: NDArray[np.uint8], outline: Points) -> None:
    """Grass with a kerb, and a rail along the back."""
    shape = _pixels(outline)
    mask = cv2.fillPoly(np.zeros(picture.shape[:2], np.uint8), [shape], 255)
    rng = np.random.default_rng(5)
    blades = rng.normal(0, 9, picture.shape[:2])[..., None]
    grass = np.clip(np.array([66, 112, 88]) + blades, 0, 255)
    picture[mask > 0] = cv2.GaussianBlur(grass, (3, 3), 0)[mask > 0].astype(np.uint8)
    cv2.polylines(picture, [shape], True, (188, 192, 196), 3, cv2.LINE_AA)


def write_caption(picture: NDArray[np.uint8], name: str) -> None:
    for text, y in ((name, 28), (CAPTION, HEIGHT_PX - 14)):
        cv2.putText(picture, text, (16, y), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (235, 235, 235), 1)


def _gradient(rows: int, above: tuple[int, ...], below: tuple[int, ...]) -> NDArray[np.float32]:
    part = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]
    return np.array(above, np.float32) * (1 - part) + np.array(below, np.float32) * part


def _draw_stand(picture: NDArray[np.float32], horizon: int) -> None:
    """Steps, pillars and a line of lamps, all still: nothing here may look like an event."""
    for step in range(5):
        y = horizon - 14 - step * 15
        cv2.rectangle(picture, (0, y), (WIDTH_PX, y + 7), (96 + step * 5, 88 + step * 5, 78), -1)
    for x in range(40, WIDTH_PX, 150):
        cv2.rectangle(picture, (x, 0), (x + 14, horizon - 8), (84, 80, 76), -1)
    cv2.rectangle(picture, (0, horizon - 9), (WIDTH_PX, horizon), (70, 68, 66), -1)


def _draw_paving(picture: NDArray[np.float32], horizon: int) -> None:
    for k in range(-14, 15):
        far, near = WIDTH_PX // 2 + k * 46, WIDTH_PX // 2 + k * 190
        cv2.line(picture, (far, horizon), (near, HEIGHT_PX), (118, 122, 126), 1, cv2.LINE_AA)
    for k in range(1, 12):
        y = horizon + round((HEIGHT_PX - horizon) * (k / 11) ** 2)
        cv2.line(picture, (0, y), (WIDTH_PX, y), (118, 122, 126), 1, cv2.LINE_AA)


def _pixels(outline: Points) -> NDArray[np.int32]:
    return np.array([(x * WIDTH_PX, y * HEIGHT_PX) for x, y in outline], np.int32)
