"""Which weekly reports are due, and composing them where nobody has yet."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from command_center.documents import canonical_json, sha256_of
from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note
from command_center.law.models import Order
from command_center.reports.composing import Content, compose
from command_center.reports.models import WeeklyReport
from command_center.reports.weeks import Week, weeks_of, zone_of

SETTLED = "SELECT clock_timestamp() - interval '10 seconds'"
"""What was being stored then has long been stored: nothing slips in behind the instant."""


def settled_at() -> datetime:
    """Up to when the records are complete now, by the clock that dates them."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLED)
        at: datetime = cursor.fetchone()[0]
        return at


def due(as_of: datetime) -> Iterator[tuple[Order, Week]]:
    """Every week of every order that was over by then, frozen or not."""
    begun = Order.objects.filter(starts_at__lt=as_of).select_related("venue", "certificate")
    for order in begun.order_by("pk"):
        yield from ((order, week) for week in weeks_of(order) if week.until <= as_of)


def compose_due(as_of: datetime | None = None) -> int:
    """Those that nobody has composed yet. How many there were."""
    as_of = as_of or settled_at()
    known = set(WeeklyReport.objects.values_list("order", "week"))
    missing = [one for one in due(as_of) if (one[0].pk, one[1].monday) not in known]
    return sum(begin(order, week, as_of) for order, week in missing)


def compose_unfrozen(as_of: datetime | None = None) -> int:
    """Anew, where what they tell has changed since. How many did."""
    as_of = as_of or settled_at()
    unfrozen = WeeklyReport.objects.filter(frozen_at=None).select_related(
        "order__venue", "order__certificate"
    )
    return sum(compose_anew(report, as_of) for report in unfrozen)


@transaction.atomic
def begin(order: Order, week: Week, as_of: datetime) -> bool:
    """False where another was quicker: PostgreSQL keeps one a week."""
    content = compose(order, week, as_of)
    new = WeeklyReport(
        order=order,
        week=week.monday,
        number=content["number"],
        composed_at=as_of,
        content=canonical_json(content).decode(),
        sha256=sha256_of(content),
    )
    WeeklyReport.objects.bulk_create([new], ignore_conflicts=True)
    stored = WeeklyReport.objects.filter(order=order, week=week.monday, sha256=new.sha256).first()
    if stored is None:
        return False
    _note(stored, "composed")
    return True


def _note(report: WeeklyReport, what: str) -> None:
    detail = {"what": what, "week": report.week, "sha256": report.sha256}
    venue = report.order.venue_id
    thing = Thing("report", report.pk, venue=venue, log=Log.ALGORITHMIC, detail=detail)
    note(Operation.MODIFICATION, thing)


@transaction.atomic
def compose_anew(report: WeeklyReport, as_of: datetime) -> bool:
    """Only where more than the instant differs: who is reading it is not disturbed for nothing."""
    week = Week(report.week, zone_of(report.order))
    content = compose(report.order, week, as_of)
    if _without_instant(content) == _without_instant(report.told):
        return False
    standing = WeeklyReport.objects.filter(pk=report.pk, frozen_at=None, composed_at__lt=as_of)
    is_new = standing.update(
        composed_at=as_of,
        content=canonical_json(content).decode(),
        sha256=sha256_of(content),
    )
    if is_new:
        report.refresh_from_db()
        _note(report, "composed anew")
    return bool(is_new)


def _without_instant(content: Content) -> Content:
    return {name: part for name, part in content.items() if name != "as_of"}
