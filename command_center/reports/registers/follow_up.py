"""The register of the follow-up given to alerts (Loi n° 2023-380, art. 10, VIII)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from command_center.alerts.models import Alert
from command_center.alerts.verdict import Cause, FollowUp
from command_center.reports.erased import erased
from command_center.reports.registers.register import Column, Register, Scope, Total, bounded
from command_center.reports.reviewed import Given, Reviewed, reviewed
from command_center.reports.sections.alerts import outcomes
from command_center.reports.words import OUTCOME_LABELS, REGISTER_TITLES
from command_center.venues.models import KIND_LABELS

COLUMNS = [
    Column("alert", _("Alert")),
    Column("order", _("Order")),
    Column("camera", _("Camera")),
    Column("kind", _("Kind of event"), {kind.value: word for kind, word in KIND_LABELS.items()}),
    Column("started_at", _("Instant")),
    Column("verdict", _("Verdict"), OUTCOME_LABELS),
    Column("cause", _("Cause"), dict(Cause.choices)),
    Column("agent", _("Agent")),
    Column("verdict_at", _("Verdict given")),
    Column("delay_s", _("Delay, s")),
    Column("follow_up", _("Follow-up"), dict(FollowUp.choices)),
    Column("note", _("Note")),
    Column("corrected", _("Earlier verdicts")),
]

ERASED = _(
    "Alerts that were over age are erased and no longer here; how many is told by the certificates "
    "that touch this period, which may reach over its edges."
)


def follow_up(scope: Scope) -> Register:
    """Every alert whose event began in the period; those that nobody reviewed say so."""
    alerts = _alerts(scope)
    bounded(alerts.count())
    found = reviewed(alerts)
    rows = [_row(one) for one in found]
    gone = sum(one.alerts for one in erased(scope.since, scope.until, _is_own(scope)))
    totals = [*_totals(found), Total("erased", _("erased since"), gone)]
    note = ERASED if gone else ""
    return Register("follow_up", REGISTER_TITLES["follow_up"][0], COLUMNS, rows, totals, note)


def _is_own(scope: Scope) -> Callable[[Mapping[str, Any]], bool]:
    """Of a total in a certificate."""
    order = scope.order.pk if scope.order else None
    cameras = set(scope.venue.cameras.values_list("pk", flat=True)) if scope.venue else None
    return lambda total: (
        (order is None or total["order"] == order)
        and (cameras is None or total["camera"] in cameras)
    )


def _alerts(scope: Scope) -> "QuerySet[Alert]":
    alerts = Alert.objects.filter(started_at__gte=scope.since, started_at__lt=scope.until)
    if scope.order:
        alerts = alerts.filter(order=scope.order)
    return alerts.filter(camera__venue=scope.venue) if scope.venue else alerts


def _row(one: Reviewed) -> Sequence[Any]:
    holding = one.holding
    said: Sequence[Any] = ["", "", None]
    if holding:
        said = [holding.cause, holding.agent, holding.at]
    return [
        *(one.number, one.order, one.camera, one.kind, one.started_at, one.outcome, *said),
        one.delay_s,
        holding.follow_up if holding else "",
        holding.note if holding else "",
        " · ".join(_earlier(given) for given in one.said if given is not holding),
    ]


def _earlier(one: Given) -> str:
    """In codes: it is a record, and the same in every language."""
    withdrawn = f"(withdrawn {one.withdrawn_at:%Y-%m-%dT%H:%M:%SZ})" if one.withdrawn_at else ""
    words = (one.outcome, one.cause, one.follow_up, one.note, withdrawn)
    said = " ".join(word for word in words if word)
    return f"{one.at:%Y-%m-%dT%H:%M:%SZ} {one.agent}: {said}"


def _totals(found: Sequence[Reviewed]) -> Iterator[Total]:
    counted = outcomes(found)
    yield Total("alerts", _("alerts"), counted["alerts"])
    for outcome, label in OUTCOME_LABELS.items():
        yield Total(outcome, label, counted[outcome])
    for follow in FollowUp:
        count = sum(one.holding is not None and one.holding.follow_up == follow for one in found)
        if count:
            yield Total(follow.value, follow.label, count)
