"""The films of an extract, written one camera after another."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from command_center.blur.blurring import blurred
from command_center.extracts.appearance import Appearance
from command_center.extracts.cutting import Piece, pieces
from command_center.extracts.film import Film, FilmWriter
from command_center.extracts.marking import marked
from command_center.extracts.models import Extract
from command_center.footage.run import Run

Told = Callable[[float], None]
"""Given seconds of pictures that were done since it was told last."""


def write_films(extract: Extract, folder: Path, told: Told) -> list[Film]:
    """One a camera and stretch without a break. Raises `Unfinished`, `OSError`, `ValueError` of
    pictures that cannot be decoded."""
    films: list[Film] = []
    for camera_id in extract.cameras:
        films += _films_of(extract, camera_id, folder, told)
    return films


def _films_of(extract: Extract, camera_id: int, folder: Path, told: Told) -> list[Film]:
    films: list[Film] = []
    init = b""
    writer: FilmWriter | None = None
    with ExitStack() as open_now:
        for piece in pieces(camera_id, extract.covers_from, extract.covers_until):
            run = _as_asked(extract, piece)
            if writer is None or piece.begins or run.init != init:
                open_now.close()
                name = f"{extract.number}-camera{camera_id}-{len(films) + 1}"
                writer = FilmWriter(
                    folder, name, run, extract.covers_from, has_boxes=extract.has_boxes
                )
                open_now.enter_context(writer)
                films.append(writer.film)
                init = run.init
            writer.add(run)
            told((run.until - run.since).total_seconds())
    return films


def _as_asked(extract: Extract, piece: Piece) -> Run:
    run = piece.run
    if extract.appearance == Appearance.BLURRED:
        run = blurred(run)
    if extract.is_watermarked:
        run = marked(run, f"{extract.recipient} · {extract.number}")
    return run
