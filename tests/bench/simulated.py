"""Celery workers whose detector is a stub: `celery -A tests.bench.simulated worker`.

All else is the product's: tasks, leases, gate, reading and decoding of a (small) film, tracker,
rules, alerts. So a thousand cameras fit on a machine of two cores, and what they cost is the
control of them.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from celery.signals import celeryd_after_setup

from command_center.celery import app
from detection.boxes import Box, Detection
from detection.frame import Image
from detection.model_set import ModelSet

__all__ = ["app"]

WIDTH_PX, HEIGHT_PX = 128, 96
SOMEBODY_S = 5
SELDOM_S, OFTEN_S = 4, 1
"""Between two pictures while nobody is there, and while somebody is."""

FILMS = 15
"""In each somebody comes at another time, or all cameras would raise alerts at once."""

DARK = 50


class DarkBlocks:
    """Takes what is dark for a person."""

    needs_weights, reads_tiles, batch, input_px = False, False, 1, None
    labels = frozenset({"person"})

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        del min_confidence, long_side_px
        return [_dark(image) for image in images]


@celeryd_after_setup.connect
def _simulate(**_: object) -> None:
    """Once Django is set up: its models cannot be imported before."""
    from command_center.streams.model_shelf import InUse, ModelShelf

    in_use = InUse("dark blocks", ModelSet(DarkBlocks()))
    ModelShelf.of = lambda _self, _name, _known: in_use


def write_films(folder: Path, lasts_s: int) -> list[Path]:
    """In each somebody stands there once, for `SOMEBODY_S`."""
    return [_write(folder / f"{n}.mp4", lasts_s, n * lasts_s // FILMS) for n in range(FILMS)]


def _write(path: Path, lasts_s: int, comes_at_s: int) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=1, options={"g": "5", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        at_s = 0
        while at_s < lasts_s:
            is_there = comes_at_s <= at_s < comes_at_s + SOMEBODY_S
            picture = av.VideoFrame.from_ndarray(_picture(at_s, is_there), "rgb24")
            picture.pts, picture.time_base = at_s, Fraction(1)
            container.mux(stream.encode(picture))
            at_s += OFTEN_S if is_there else min(SELDOM_S, (comes_at_s - at_s) % lasts_s)
        container.mux(stream.encode(None))
    return path


def _picture(seed: int, somebody: bool) -> Image:
    """A tiled place with the grain of a sensor: nothing that the watchdog calls a fault."""
    image = np.random.default_rng(seed).integers(110, 160, (HEIGHT_PX, WIDTH_PX, 3), np.uint8)
    image[::16], image[:, ::16] = 200, 200
    if somebody:
        image[30:70, 50:66] = 10
    return image


def _dark(image: Image) -> list[Detection]:
    rows, columns = np.nonzero(image.max(axis=2) < DARK)
    if rows.size < 100:
        return []
    height, width = image.shape[:2]
    box = Box(
        columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height
    )
    return [Detection(box, "person", 0.9)]
