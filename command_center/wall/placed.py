"""The cells of a wall with what each shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from command_center.people.reach import Reach
from command_center.streams.tile import Tile, tile_of
from command_center.venues.models import Camera
from command_center.wall.grid import Cell, Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """`tile` is None in an empty cell; `retired` names a camera that is not watched any more, and
    `is_gone` says that one is not there, or not for this person: not which of the two."""

    cell: Cell
    tile: Tile | None = None
    retired: str = ""
    is_gone: bool = False


def placed(grid: Grid, reach: Reach) -> Sequence[Placed]:
    """In the order in which they are read: by page, row and column."""
    cameras = {one.pk: one for one in shown_cameras(reach).filter(pk__in=grid.cameras)}
    cells = sorted(grid.cells, key=lambda cell: (cell.page, cell.y, cell.x))
    return [_placed(cell, cameras) for cell in cells]


def shown_cameras(reach: Reach) -> QuerySet[Camera]:
    found = Camera.objects.filter(reach.of("venue_id", "pk"))
    return found.select_related("venue").prefetch_related("zones")


def _placed(cell: Cell, cameras: Mapping[int, Camera]) -> Placed:
    if cell.camera is None:
        return Placed(cell)
    camera = cameras.get(cell.camera)
    if camera is None:
        return Placed(cell, is_gone=True)
    return Placed(cell, tile_of(camera)) if camera.is_enabled else Placed(cell, retired=camera.name)
