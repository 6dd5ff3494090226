"""Where weekly reports belong: to the venue of their order."""

from collections.abc import Sequence

from command_center.people.places import found_at, placed
from command_center.people.reach import Place
from command_center.reports.models import WeeklyReport


def declare() -> None:
    found_at("report_id", _of_report)


def _of_report(number: int) -> Sequence[Place]:
    return placed(WeeklyReport.objects.filter(pk=number).order_by().values_list("order__venue_id"))
