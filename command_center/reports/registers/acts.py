"""The register of orders, their notices, stops and resumptions, with measured delays."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Notice, Order, Resumption, Stop
from command_center.reports.obeyed import last_analysis_s
from command_center.reports.registers.register import Column, Register, Scope, Total, bounded
from command_center.reports.words import ACT_LABELS, REGISTER_TITLES

COLUMNS = [
    Column("at", _("Instant")),
    Column("act", _("Act"), ACT_LABELS),
    Column("order", _("Order")),
    Column("venue", _("Venue")),
    Column("by", _("Agent")),
    Column("authority", _("Authority")),
    Column("reason", _("Reason")),
    Column("last_analysis_s", _("Last analysis after, s")),
    Column("workers", _("Workers that obeyed")),
]


def acts(scope: Scope) -> Register:
    """In the order in which they happened. A stop without an order was of everything."""
    rows = [row for part in PARTS for row in part(scope)]
    rows = sorted(
        (row for row in rows if scope.since <= row[0] < scope.until),
        key=lambda row: (row[0], row[1], row[2]),
    )
    bounded(len(rows))
    counts = [row[1] for row in rows]
    totals = [Total(act, label, counts.count(act)) for act, label in ACT_LABELS.items()]
    title = REGISTER_TITLES["acts"][0]
    return Register("acts", title, COLUMNS, rows, [Total("acts", _("acts"), len(rows)), *totals])


def _orders(scope: Scope) -> Iterator[Sequence[Any]]:
    for order in _of(scope).select_related("venue", "entered_by", "withdrawn_by"):
        for act, at, by, reason in _life(order):
            if at is not None:
                venue = order.venue.name
                yield _row(at, act, order.reference, venue, by, order.authority, reason)


def _life(order: Order) -> Iterator[tuple[str, datetime | None, str, str]]:
    withdrawn_at = order.withdrawn_at
    begins = withdrawn_at is None or withdrawn_at > order.starts_at
    ends = withdrawn_at is None or withdrawn_at > order.ends_at
    yield "entered", order.entered_at, _name(order.entered_by), ""
    yield "began", order.starts_at if begins else None, "", ""
    yield "ended", order.ends_at if ends else None, "", ""
    yield "withdrawn", withdrawn_at, _name(order.withdrawn_by), order.withdrawn_reason


def _notices(scope: Scope) -> Iterator[Sequence[Any]]:
    notices = Notice.objects.filter(order__in=_of(scope))
    for one in notices.select_related("order__venue", "entered_by"):
        act = "exemption" if one.is_exemption else "notice"
        said = one.reason if one.is_exemption else one.places
        order = one.order
        by = _name(one.entered_by)
        yield _row(one.published_at, act, order.reference, order.venue.name, by, "", said)


def _stops(scope: Scope) -> Iterator[Sequence[Any]]:
    stops = Stop.objects.filter(_concerns(scope, "order"))
    for one in stops.select_related("order__venue", "by").prefetch_related("obediences"):
        obediences = list(one.obediences.all())
        delay_s = last_analysis_s(one, obediences)
        named = _named(one)
        yield _row(one.at, "stop", *named, _name(one.by), "", one.reason, delay_s, len(obediences))


def _resumptions(scope: Scope) -> Iterator[Sequence[Any]]:
    found = Resumption.objects.filter(_concerns(scope, "stop__order"))
    for one in found.select_related("stop__order__venue", "by"):
        named = _named(one.stop)
        yield _row(one.at, "resumption", *named, _name(one.by), one.authority, one.reason)


PARTS = [_orders, _notices, _stops, _resumptions]


def _of(scope: Scope) -> "QuerySet[Order]":
    orders = Order.objects.filter(pk=scope.order.pk) if scope.order else Order.objects.all()
    return orders.filter(venue=scope.venue) if scope.venue else orders


def _concerns(scope: Scope, order: str) -> Q:
    """A stop of everything concerns every order."""
    if not (scope.order or scope.venue):
        return Q()
    return Q(**{order: None}) | Q(**{f"{order}__in": _of(scope)})


def _named(stop: Stop) -> tuple[str, str]:
    return (stop.order.reference, stop.order.venue.name) if stop.order else ("", "")


def _name(agent: Any) -> str:
    return agent.get_username() if agent else ""


def _row(
    at: datetime,
    act: str,
    order: str,
    venue: str,
    by: str,
    authority: str,
    reason: str,
    delay_s: float | None = None,
    workers: int | None = None,
) -> Sequence[Any]:
    return [at, act, order, venue, by, authority, reason, delay_s, workers]
