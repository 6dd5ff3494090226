"""The two films of the demonstration: an intrusion at a gate, a crowd that grows too dense."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from command_center.streams.demo_films.backdrop import (
    HEIGHT_PX,
    WIDTH_PX,
    Points,
    draw_lawn,
    draw_square,
    write_caption,
)
from command_center.streams.demo_films.cutouts import cut_people
from command_center.streams.demo_films.walkers import Cast, Walker
from detection.kinds import EventKind

FPS = 25
LASTS_S = 40
VERSION = 1
"""Part of the file name: films of another version are composed anew."""

LAWN: Points = ((0.56, 0.52), (0.97, 0.52), (0.99, 0.94), (0.50, 0.94))
SQUARE: Points = ((0.02, 0.45), (0.98, 0.45), (0.98, 0.99), (0.02, 0.99))
CROWD_LIMIT = 8
ROWS = ((0.56, 5), (0.72, 5), (0.92, 4))
"""The crowd: depth of each row and its people."""


@dataclass(frozen=True)
class Film:
    """A camera of the demonstration. `zone` is as in a scene file."""

    slug: str
    camera_name: str
    zone: dict[str, object]
    walkers: list[Walker]
    lawn: Points | None = None

    def file_name(self) -> str:
        return f"{self.slug}-{VERSION}.mp4"


def films() -> list[Film]:
    lawn = {"name": "Lawn", "kind": EventKind.INTRUSION.value, "polygon": LAWN}
    crowd = {
        "name": "Square",
        "kind": EventKind.DENSITY.value,
        "polygon": SQUARE,
        "limit_people": CROWD_LIMIT,
    }
    return [
        Film("north-gate", "North gate", lawn, _at_the_gate(), LAWN),
        Film("fan-zone", "Fan zone", crowd, _in_the_fan_zone()),
    ]


def compose(folder: Path, progress: Callable[[float], None]) -> dict[str, Path]:
    """Camera name → film. Those that are already there are kept; about ten seconds otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = films()
    for number, film in enumerate(wanted):
        path = folder / film.file_name()
        if not path.exists():
            _write(film, path, lambda done, n=number: progress((n + done) / len(wanted)))
        progress((number + 1) / len(wanted))
    return {film.camera_name: folder / film.file_name() for film in wanted}


def _write(film: Film, path: Path, progress: Callable[[float], None]) -> None:
    """Whole or not at all: a film cut short by Ctrl-C would be taken for finished."""
    unfinished = path.with_suffix(".part")
    with av.open(str(unfinished), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FPS, options=_quality())
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        for number, picture in enumerate(_pictures(film)):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "bgr24")))
            progress(number / (FPS * LASTS_S))
        container.mux(stream.encode(None))
    unfinished.replace(path)


def _quality() -> dict[str, str]:
    """A keyframe a second, so that a viewer who joins waits no longer; no B-frames."""
    return {"preset": "veryfast", "crf": "25", "g": str(FPS), "bf": "0", "sc_threshold": "0"}


def _pictures(film: Film) -> Iterator[NDArray[np.uint8]]:
    backdrop = draw_square(seed=len(film.slug))
    if film.lawn:
        draw_lawn(backdrop, film.lawn)
    write_caption(backdrop, film.camera_name)
    cast = Cast(cut_people())
    rng = np.random.default_rng(1)
    grains = rng.integers(0, 4, (FPS, *backdrop.shape), dtype=np.uint8)
    for number in range(FPS * LASTS_S):
        picture = backdrop.copy()
        cast.draw(picture, film.walkers, number / FPS)
        yield np.asarray(cv2.add(picture, grains[number % FPS]), np.uint8)


def _at_the_gate() -> list[Walker]:
    """People on the path, all the time; one crosses the lawn from 9 s to about 19 s."""
    passing = partial(_passing, y=0.80, from_x=-0.08, to_x=0.40)
    trespasser = Walker(
        1, 0.95, ((6, -0.08, 0.70), (9, 0.54, 0.70), (14, 0.80, 0.78), (19, 0.54, 0.72),
                  (22, -0.08, 0.66)),
    )  # fmt: skip
    return [
        trespasser,
        passing(look=0, brightness=1.0, starts_s=0.5),
        passing(look=1, brightness=1.15, starts_s=16, y=0.62),
        passing(look=0, brightness=0.85, starts_s=27, y=0.72),
    ]


def _passing(
    *, look: int, brightness: float, starts_s: float, y: float, from_x: float, to_x: float
) -> Walker:
    """Comes in, turns round, goes out again."""
    way = ((starts_s, from_x, y), (starts_s + 5, to_x, y), (starts_s + 10, from_x, y))
    return Walker(look, brightness, way)


def _in_the_fan_zone() -> list[Walker]:
    """Two strollers; from 10 s to 30 s a crowd of fourteen that never stands quite still."""
    strollers = [
        Walker(0, 0.92, ((1, -0.08, 0.62), (9, 0.5, 0.66), (17, 1.08, 0.62))),
        Walker(1, 1.1, ((26, 1.08, 0.70), (32, 0.5, 0.66), (38, -0.08, 0.70))),
    ]
    return strollers + [
        _fan(column, columns, y, number)
        for number, (y, columns) in enumerate(ROWS)
        for column in range(columns)
    ]


def _fan(column: int, columns: int, y: float, row: int) -> Walker:
    x = (column + 0.5 + 0.25 * (row % 2)) / (columns + 0.3)
    side = -0.1 if x < 0.5 else 1.1
    sway = 0.025
    here = [(14.0 + k * 1.5, x + sway * (-1) ** k, y + 0.01 * (k % 3)) for k in range(9)]
    delay = 0.35 * column + 0.2 * row
    way = ((9.0 + delay, side, y), *here, (31.0 + delay, side, y))
    return Walker((column + row) % 2, 0.8 + 0.07 * ((column * 3 + row * 2) % 7), way)
