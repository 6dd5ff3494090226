"""What is known of the time around a stretch: read from the recordings, kept for a while."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain

from django.db.models import Q
from django.utils import timezone

from command_center.blur.coded_run import began_at, coded
from command_center.blur.found_boxes import FoundBox, found_boxes
from command_center.blur.kept import Kept
from command_center.footage.parts import GROWS_FOR
from command_center.footage.run import Run, runs
from command_center.streams.models import CameraState
from detection.blur.activity import Activity, activity_of
from detection.blur.blurring import Surroundings
from detection.blur.coded import keyframes
from detection.blur.planes import planes_of, shown_size_px
from detection.fragments.initialised import avcc_of, size_px_of
from detection.frame import PTS_PER_S

CELL = timedelta(seconds=30)
MARGIN = timedelta(seconds=30)
"""Before and after a stretch: whoever waits does not stand still for a minute."""

PICTURES_A_CELL = 6
MOST_KEPT_BYTES = 48_000_000
"""In every web process: some 140 cells of a wide picture."""

BOX_HOLDS = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """Half a minute of a camera: what moved in it, and what analysis found."""

    activity: Activity | None
    boxes: tuple[FoundBox, ...]


class Context:
    """Of a run that is shown: its own boxes, and what the recordings around it hold."""

    def __init__(self, run: Run) -> None:
        self._camera_id = run.camera_id
        self._shown_px = shown_size_px(*size_px_of(run.init))
        self._own = tuple(found_boxes(run))
        self._present: dict[datetime, Cell] = {}  # that still grow: read once for this run

    def around(self, since_s: float, until_s: float) -> Surroundings:
        since, until = datetime.fromtimestamp(since_s, UTC), datetime.fromtimestamp(until_s, UTC)
        cells = [self._cell(begins) for begins in _begins(since - MARGIN, until + MARGIN)]
        known: Activity | None = None
        if not self._stood_still(since - MARGIN, until + MARGIN):
            for cell in cells:
                known = cell.activity if known is None else known.joined(cell.activity)
        near = chain(self._own, *(cell.boxes for cell in cells))
        boxes = [one.box for one in near if one.touches(since - BOX_HOLDS, until + BOX_HOLDS)]
        return Surroundings(known, boxes)

    def _stood_still(self, since: datetime, until: datetime) -> bool:
        """Whoever is in a picture that is frozen does not move, and is not background."""
        lasted = Q(since__lt=until) & (Q(until=None) | Q(until__gt=since))
        frozen = CameraState.objects.filter(lasted, camera_id=self._camera_id, state="frozen")
        return frozen.exists()

    def _cell(self, begins: datetime) -> Cell:
        key = (self._camera_id, self._shown_px, begins)
        cell = self._present.get(begins) or _cells.get(key)
        if cell is None:
            cell = self._read(begins)
            if begins + CELL < timezone.now() - GROWS_FOR:
                _cells.put(key, cell)
            else:
                self._present[begins] = cell
        return cell

    def _read(self, begins: datetime) -> Cell:
        """Keyframes only, some of them: a tenth of the price of all pictures."""
        activity: Activity | None = None
        boxes: list[FoundBox] = []
        for run in runs(self._camera_id, begins, begins + CELL):
            boxes += found_boxes(run)
            if shown_size_px(*size_px_of(run.init)) == self._shown_px:
                for one in _activities(run, self._shown_px):
                    activity = one if activity is None else activity.joined(one)
        return Cell(activity, tuple(boxes))


def _begins(since: datetime, until: datetime) -> Iterator[datetime]:
    begins = since - timedelta(seconds=since.timestamp() % CELL.total_seconds())
    while begins < until:
        yield begins
        begins += CELL


def _activities(run: Run, shown_px: tuple[int, int]) -> Iterator[Activity]:
    """Of single pictures, evenly taken out of all its keyframes."""
    every = [one for one in run.pictures if one.keyframe]
    step = max(1, len(every) // PICTURES_A_CELL)
    for picture in keyframes(avcc_of(run.init), [coded(run, one) for one in every[::step]]):
        at_s = began_at(run).timestamp() + (picture.pts or 0) / PTS_PER_S
        yield activity_of(planes_of(picture, shown_px).small(), at_s)


def _size(cell: Cell) -> int:
    pictures = 0 if cell.activity is None else 2 * cell.activity.low.nbytes
    return pictures + 200 * len(cell.boxes)


_cells: Kept[Cell] = Kept(MOST_KEPT_BYTES, _size)
