"""All figures of one choice, read once for a page, a print or a table: of nobody by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from command_center.evaluation.tally import Tally
from command_center.statistics.asked import Asked
from command_center.statistics.counting import Counts, counted
from command_center.statistics.course import Course, course
from command_center.statistics.gone import Gone, gone
from command_center.statistics.heat import Heat, heat
from command_center.statistics.period import Period
from command_center.statistics.rhythm import Rhythm, rhythms
from command_center.statistics.tallies import in_all
from command_center.supervision.load_delays import Delays
from command_center.venues.models import Camera


@dataclass(frozen=True, slots=True)
class Figures:
    """`period` as far as it has come; `earlier`: as much of the one before, with `before`.
    `clocks`: of each venue."""

    asked: Asked
    period: Period
    earlier: Period
    counts: Counts
    before: Counts
    cameras: Mapping[int, Camera]
    clocks: Mapping[int, ZoneInfo]
    heat: Heat
    course: Course
    rhythms: Sequence[Rhythm]
    gone: Gone | None

    @property
    def whole(self) -> Tally:
        return in_all(self.counts.cells)

    @property
    def whole_before(self) -> Tally:
        return in_all(self.before.cells)

    @property
    def delays(self) -> Delays:
        return Delays(self.counts.delays)

    @property
    def delays_before(self) -> Delays:
        return Delays(self.before.delays)


def figures(asked: Asked, now: datetime | None = None) -> Figures:
    period = asked.period.so_far(now or timezone.now())
    earlier = asked.period.before().as_long_as(period)
    cameras, counts = asked.cameras(), counted(asked.of(period))
    clocks = _clocks(cameras)
    return Figures(
        asked=asked,
        period=period,
        earlier=earlier,
        counts=counts,
        before=counted(asked.of(earlier)),
        cameras=cameras,
        clocks=clocks,
        heat=heat(counts.steps, period, clocks),
        course=course(counts.steps, period, clocks),
        rhythms=rhythms(counts.steps, period),
        gone=gone(asked.of(period), frozenset(cameras)),
    )


def _clocks(cameras: Mapping[int, Camera]) -> Mapping[int, ZoneInfo]:
    venues = {one.venue_id: one.venue for one in cameras.values()}
    return {number: ZoneInfo(venue.time_zone) for number, venue in venues.items()}
