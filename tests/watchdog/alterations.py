"""Real pictures as they come from a camera that something has happened to, or only the weather."""

from collections.abc import Callable
from typing import cast

import cv2
import numpy as np

from detection.frame import Image

Alteration = Callable[[Image, int], Image]
"""A picture and its number → the altered picture."""


def black(image: Image, number: int) -> Image:
    """As a sensor without light: a little noise above nothing."""
    return np.random.default_rng(number).integers(0, 7, image.shape, dtype=np.uint8)


def covered(image: Image, number: int) -> Image:
    """By a bag: grey, lighter where the light comes through, with the noise of little light."""
    height, width = image.shape[:2]
    shade = 110 + 25 * np.sin(np.linspace(0, 2, width)) * np.cos(np.linspace(0, 3, height))[:, None]
    noise = np.random.default_rng(number).normal(0, 6, image.shape)
    return np.clip(shade[..., None] + noise, 0, 255).astype(np.uint8)


def with_clock(altered: Alteration) -> Alteration:
    """Time and name stay sharp and bright, whatever lies before the lens."""

    def burnt_in(image: Image, number: int) -> Image:
        picture = altered(image, number)
        height, width = picture.shape[:2]
        for text, at in ((f"2026-05-01 12:00:{number:02}", 0.07), ("NORTH GATE", 0.97)):
            place, size = (width // 50, int(height * at)), height / 600
            cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, (255, 255, 255), 1)
        return picture

    return burnt_in


def blurred(image: Image, number: int) -> Image:
    return cast(Image, cv2.GaussianBlur(image, (0, 0), 4))


def blurred_and_noisy(image: Image, number: int) -> Image:
    noise = np.random.default_rng(number).normal(0, 5, image.shape)
    return np.clip(blurred(image, number) + noise, 0, 255).astype(np.uint8)


def turned(image: Image, number: int) -> Image:
    """By three degrees."""
    height, width = image.shape[:2]
    return _moved(image, cv2.getRotationMatrix2D((width / 2, height / 2), 3, 1))


def panned(image: Image, number: int, share: float = 0.08) -> Image:
    return _moved(image, np.array([[1, 0, share * image.shape[1]], [0, 1, 0]], np.float32))


def panned_a_little(image: Image, number: int) -> Image:
    return panned(image, number, 0.03)


def _moved(image: Image, matrix: cv2.typing.MatLike) -> Image:
    size = image.shape[1], image.shape[0]
    return cast(Image, cv2.warpAffine(image, matrix, size, borderMode=cv2.BORDER_REFLECT))


def lamp_out(image: Image, number: int) -> Image:
    return cast(Image, cv2.convertScaleAbs(image, alpha=0.5))


def lit_from_the_left(image: Image, number: int) -> Image:
    light = np.linspace(1.3, 0.4, image.shape[1])[:, None]
    return np.clip(image * light, 0, 255).astype(np.uint8)


def night(image: Image, number: int) -> Image:
    noise = np.random.default_rng(number).normal(0, 6, image.shape)
    return np.clip(image * 0.25 + noise, 0, 255).astype(np.uint8)


def fog(image: Image, number: int) -> Image:
    return cast(Image, cv2.convertScaleAbs(image, alpha=0.45, beta=100))


def rain(image: Image, number: int) -> Image:
    """Streaks, each in one picture only."""
    chance = np.random.default_rng(number)
    wet = image.copy()
    height, width = image.shape[:2]
    for x, y in chance.random((150, 2)) * (width, height):
        cv2.line(wet, (int(x), int(y)), (int(x) + 2, int(y) + height // 15), (200, 200, 200), 1)
    return wet


def lorry(image: Image, number: int) -> Image:
    """Before the middle half of the picture's width, and five sixths of its height."""
    before = image.copy()
    height, width = image.shape[:2]
    before[height // 6 :, width // 4 : width * 3 // 4 + number % 5] = (180, 60, 40)
    before[height // 3 : height // 2, width // 3 : width * 2 // 3] = (240, 240, 240)
    return before
