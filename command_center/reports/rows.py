"""What the list of weekly reports shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from command_center.law.models import Order
from command_center.reports.deadline import Deadline
from command_center.reports.models import WeeklyReport
from command_center.reports.weeks import Week, weeks_of


@dataclass(frozen=True, slots=True)
class WeekRow:
    """`state`: running, due, overdue or frozen. `due_at`: when it is overdue."""

    week: Week
    number: int
    state: str
    due_at: datetime
    report: WeeklyReport | None

    @property
    def last_day(self) -> datetime:
        """A moment of the Sunday, by the clock of the venue."""
        return (self.week.until - timedelta(seconds=1)).astimezone(self.week.zone)

    @property
    def first_day(self) -> datetime:
        return self.week.since.astimezone(self.week.zone)


@dataclass(frozen=True, slots=True)
class OrderRow:
    order: Order
    weeks: list[WeekRow]


def order_rows(orders: Iterable[Order], deadline: Deadline, now: datetime) -> list[OrderRow]:
    """Each order's weeks that have begun, the latest first."""
    known = list(orders)
    reports = WeeklyReport.objects.filter(order__in=known).defer("content")
    by_week = {(one.order_id, one.week): one for one in reports.select_related("reviewed_by")}
    return [OrderRow(order, _weeks(order, by_week, deadline, now)) for order in known]


def _weeks(
    order: Order,
    reports: Mapping[tuple[int, date], WeeklyReport],
    deadline: Deadline,
    now: datetime,
) -> list[WeekRow]:
    rows = []
    for number, week in enumerate(weeks_of(order), 1):
        report = reports.get((order.pk, week.monday))
        due_at = week.until + timedelta(days=deadline.days)
        state = _state(week, report, due_at, now)
        if week.since <= now:
            rows.append(WeekRow(week, number, state, due_at, report))
    return rows[::-1]


def _state(week: Week, report: WeeklyReport | None, due_at: datetime, now: datetime) -> str:
    if report is not None and report.frozen_at is not None:
        return "frozen"
    if now < week.until:
        return "running"
    return "overdue" if now > due_at else "due"
