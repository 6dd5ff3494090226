"""The alerts of a week: how many of which kind, what people said of them and did about them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any

from command_center.alerts.models import Alert
from command_center.alerts.verdict import Outcome
from command_center.reports.reviewed import UNREVIEWED, Reviewed, reviewed
from command_center.reports.span import Span

OUTCOMES = [Outcome.CONFIRMED.value, Outcome.INVALIDATED.value, UNREVIEWED]


def alerts_of(span: Span) -> list[Reviewed]:
    """By when the event was; whenever the alert came to be stored, up to `as_of`."""
    own = Alert.objects.filter(
        order=span.order, started_at__gte=span.week.since, started_at__lt=span.week.until
    )
    return reviewed(own, span.as_of)


def facts(alerts: Sequence[Reviewed], names: dict[int, str]) -> dict[str, Any]:
    delays = [one.delay_s for one in alerts if one.delay_s is not None]
    holding = [one.holding for one in alerts if one.holding]
    return {
        **outcomes(alerts),
        "by_kind": _groups(alerts, lambda one: (one.kind,), lambda key: {"kind": key[0]}),
        "by_camera": _groups(
            alerts,
            lambda one: (one.camera_id, one.kind),
            lambda key: {"camera": key[0], "name": names[key[0]], "kind": key[1]},
        ),
        "causes": _counts(one.cause for one in holding),
        "follow_ups": _counts(one.follow_up for one in holding),
        "corrected": sum(len(one.verdicts) > 1 for one in alerts),
        "median_to_verdict_s": int(median(delays)) if delays else None,
    }


def outcomes(alerts: Iterable[Reviewed]) -> dict[str, int]:
    found = Counter(one.outcome for one in alerts)
    return {"alerts": found.total(), **{one: found[one] for one in OUTCOMES}}


def _groups(
    alerts: Iterable[Reviewed],
    key_of: Callable[[Reviewed], tuple[Any, ...]],
    told: Callable[[tuple[Any, ...]], dict[str, Any]],
) -> list[dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[Reviewed]] = {}
    for one in alerts:
        groups.setdefault(key_of(one), []).append(one)
    return [told(key) | outcomes(groups[key]) for key in sorted(groups)]


def _counts(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(code for code in codes if code).items()))
