from datetime import UTC, datetime

import cv2
import numpy as np
import pytest

from detection.frame import Frame

CHANCE = np.random.default_rng(5)


@pytest.mark.parametrize(
    ("size", "middling", "small"),
    [
        ((1280, 720), (480, 270), (320, 180)),
        ((1920, 1080), (480, 270), (320, 180)),
        ((768, 432), (480, 270), (320, 180)),
        ((406, 720), (271, 480), (181, 320)),
        ((240, 160), (240, 160), (240, 160)),
    ],
)
def test_reduced_pictures_have_little_noise(
    size: tuple[int, int], middling: tuple[int, int], small: tuple[int, int]
) -> None:
    noise = CHANCE.normal(128, 20, (size[1], size[0], 3))
    frame = Frame(np.clip(noise, 0, 255).astype(np.uint8), 0, datetime.now(UTC))
    for reduced, (width, height) in ((frame.middling, middling), (frame.small, small)):
        assert reduced.shape == (height, width, 3)
        mean = cv2.resize(frame.image, (width, height), interpolation=cv2.INTER_AREA)
        assert reduced.std() < 1.1 * mean.std()
