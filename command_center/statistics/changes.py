"""A figure beside that of the period before, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from command_center.evaluation.words import percent
from command_center.statistics.figures import Figures
from command_center.supervision.load_delays import duration


@dataclass(frozen=True, slots=True)
class Change:
    """`now` and `before` as text; `words`: how it changed, empty where nothing can be said."""

    label: str
    now: str
    before: str
    words: str
    note: str = ""


def changes(figures: Figures) -> list[Change]:
    """The four figures that people ask for first."""
    whole, earlier = figures.whole, figures.whole_before
    delays, delays_before = figures.delays, figures.delays_before
    return [
        Change(
            _("Alerts"),
            str(whole.alerts),
            str(earlier.alerts),
            _relative(whole.alerts, earlier.alerts),
        ),
        Change(
            _("Confirmed of the judged"),
            percent(whole.precision),
            percent(earlier.precision),
            _points(whole.precision, earlier.precision),
        ),
        Change(
            _("Time to a verdict, half of them"),
            duration(delays.p50_s),
            duration(delays_before.p50_s),
            _relative(delays.p50_s or 0, delays_before.p50_s or 0),
            _("95 % within {time}").format(time=duration(delays.p95_s)) if delays.count else "",
        ),
        Change(
            _("Without a verdict"),
            str(whole.unjudged),
            str(earlier.unjudged),
            _relative(whole.unjudged, earlier.unjudged),
        ),
    ]


def _relative(now: int, before: int) -> str:
    if not before:
        return ""
    share = round(100 * (now - before) / before)
    return _("as before") if share == 0 else _("{share:+d} %").format(share=share)


def _points(now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return ""
    points = round(100 * now) - round(100 * before)
    return _("as before") if points == 0 else _("{points:+d} points").format(points=points)
