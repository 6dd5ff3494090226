"""What a reader asks to see, and may."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.evaluation.selection import Selection
from command_center.law.models import Order
from command_center.people.reach import Reach
from command_center.statistics.chosen import Chosen
from command_center.statistics.period import Period
from command_center.venues.models import Camera, Venue


@dataclass(frozen=True, slots=True)
class Asked:
    """None, or empty: all that `reach` covers."""

    reach: Reach
    period: Period
    order: Order | None = None
    venue: Venue | None = None
    camera: Camera | None = None
    kind: str = ""
    zone: str = ""
    is_demonstration: bool = False

    def of(self, period: Period) -> Chosen:
        """In that period instead. Before an order began it is its place that is compared."""
        order = self.order if self.order and period.until > self.order.starts_at else None
        return Chosen(
            Selection(
                since=period.since,
                until=period.until,
                venue_id=self._venue_id(),
                order_id=order.pk if order else None,
                is_demonstration=self.is_demonstration,
            ),
            self.reach,
            self.camera.pk if self.camera else None,
            self.kind,
            self.zone,
        )

    def cameras(self) -> Mapping[int, Camera]:
        """Those that are counted, by their numbers; without their addresses."""
        found = Camera.objects.filter(self.reach.of("venue_id", "pk")).select_related("venue")
        found = found.only("name", "venue__name", "venue__time_zone")
        if self._venue_id() is not None:
            found = found.filter(venue=self._venue_id())
        if self.camera:
            found = found.filter(pk=self.camera.pk)
        return {one.pk: one for one in found}

    def _venue_id(self) -> int | None:
        if self.venue:
            return self.venue.pk
        return self.order.venue_id if self.order else None
