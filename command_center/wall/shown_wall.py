"""What one window of the wall shows: by its address, by the person's choice, or by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, QueryDict

from command_center.people.models import Agent
from command_center.streams.tile import Tile
from command_center.wall.automatic import automatic
from command_center.wall.grid import Grid
from command_center.wall.models import Layout
from command_center.wall.offered import SEEN, first_of, offered
from command_center.wall.placed import Placed, placed, shown_cameras

AUTOMATIC = "all"
MOST_WINDOWS = 9


@dataclass(frozen=True, slots=True)
class ShownWall:
    """`window`: 1 leads; others follow it, and show pictures only."""

    layout: Layout | None
    grid: Grid
    cells: Sequence[Placed]
    window: int

    @property
    def tiles(self) -> list[Tile]:
        return [one.tile for one in self.cells if one.tile]


def shown_wall(agent: Agent, asked: QueryDict) -> ShownWall:
    """Raises `Http404` for a layout or a window that is not there."""
    layout, reach = _layout(agent, asked.get("layout", "")), agent.reach(SEEN)
    grid = layout.read() if layout else automatic(_watched(agent))
    return ShownWall(layout, grid, placed(grid, reach), _window(asked.get("window", "1")))


def _layout(agent: Agent, asked: str) -> Layout | None:
    if not asked:
        return first_of(agent)
    if asked == AUTOMATIC:
        return None
    found = offered(agent).filter(pk=asked).first() if asked.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _window(asked: str) -> int:
    if asked.isdecimal() and 1 <= int(asked) <= MOST_WINDOWS:
        return int(asked)
    raise Http404


def _watched(agent: Agent) -> list[int]:
    cameras = shown_cameras(agent.reach(SEEN)).filter(is_enabled=True)
    return list(cameras.values_list("pk", flat=True))
