"""The dated table of regimes: those that stand, what lies between them, and how they came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from command_center.law.models import Regime

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one regime, or of none where `regime` is None. `when`: past, present or future."""

    first_day: date
    last_day: date
    regime: Regime | None
    when: str
    earlier: tuple[Regime, ...] = ()


def spans(today: date) -> tuple[list[Span], list[Span]]:
    """What stands, with the gaps between; and what was taken away. Two questions at most."""
    rows = {one.pk: one for one in Regime.objects.select_related("entered_by")}
    replaced = {one.replaces_id for one in rows.values()}
    latest = [one for one in rows.values() if one.pk not in replaced]
    told = [_span(one, rows, today) for one in latest]
    standing = sorted(
        (one for one in told if one.regime and one.regime.applies), key=lambda one: one.first_day
    )
    gone = [one for one in told if one.regime and not one.regime.applies]
    return list(_with_gaps(standing, today)), gone


def _span(regime: Regime, rows: dict[int, Regime], today: date) -> Span:
    when = _when(regime.first_day, regime.last_day, today)
    return Span(regime.first_day, regime.last_day, regime, when, tuple(_earlier(regime, rows)))


def _earlier(regime: Regime, rows: dict[int, Regime]) -> Iterator[Regime]:
    """What it replaced, the latest first."""
    while regime.replaces_id is not None:
        regime = rows[regime.replaces_id]
        yield regime


def _with_gaps(standing: list[Span], today: date) -> Iterator[Span]:
    until: date | None = None
    for one in standing:
        if until is not None and one.first_day > until + DAY:
            first, last = until + DAY, one.first_day - DAY
            yield Span(first, last, None, _when(first, last, today))
        yield one
        until = max(until or one.last_day, one.last_day)


def _when(first: date, last: date, today: date) -> str:
    if last < today:
        return "past"
    return "present" if first <= today else "future"
