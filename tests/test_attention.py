from datetime import UTC, datetime

import numpy as np

from detection.attention import Attention
from detection.frame import PTS_PER_S, Frame

FPS = 25


def looks(seconds: float, moves_at: float = 1e9, sees: bool = False) -> list[float]:
    """The seconds at which a camera of 25 pictures a second was looked at."""
    attention, looked = Attention(5.0), []
    for n in range(round(seconds * FPS)):
        if attention.is_due(n * PTS_PER_S // FPS):
            second = n / FPS
            image = np.full((90, 160, 3), 90, np.uint8)
            if second >= moves_at:
                image[20:40, n % 140 : n % 140 + 10] = 200
            looked.append(second)
            attention.note(Frame(image, n * PTS_PER_S // FPS, datetime.now(UTC)), sees)
    return looked


def between(looked: list[float], start_s: float, end_s: float) -> int:
    return sum(start_s <= second < end_s for second in looked)


def test_empty_place_is_looked_at_twice_a_second() -> None:
    looked = looks(20)
    assert between(looked, 0, 5) == 25
    assert between(looked, 10, 20) == 20


def test_movement_brings_the_full_rate_within_half_a_second() -> None:
    looked = looks(20, moves_at=12.3)
    assert min(second for second in looked if second >= 12.3) <= 12.8
    assert between(looked, 13, 18) == 25


def test_place_where_somebody_stands_is_looked_at_fully() -> None:
    assert between(looks(20, sees=True), 10, 20) == 50
