"""What a weekly report is about: an order, a week, and up to which instant the records are read."""

from dataclasses import dataclass
from datetime import datetime

from command_center.law.models import Order
from command_center.reports.weeks import Week


@dataclass(frozen=True, slots=True)
class Span:
    """Records from after `as_of` are as if they did not exist: whoever composes again for the same
    instant gets the same."""

    order: Order
    week: Week
    as_of: datetime

    @property
    def since(self) -> datetime:
        """Of the order in this week."""
        return max(self.week.since, self.order.starts_at)

    @property
    def until(self) -> datetime:
        """Exclusive; not after `as_of`, where the week is not over."""
        ends_at = min(self.order.ends_at, self.withdrawn_at or self.order.ends_at)
        return max(self.since, min(self.week.until, ends_at, self.as_of))

    @property
    def withdrawn_at(self) -> datetime | None:
        """As it was known."""
        at = self.order.withdrawn_at
        return at if at is not None and at <= self.as_of else None
