"""What the pages show of incidents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from command_center.alerts.models import Alert
from command_center.alerts.rows import AlertRow, alert_row
from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.incidents.models import Act, Incident
from command_center.incidents.state import ActKind, State
from command_center.incidents.stretch import milliseconds
from command_center.journal.models import Entry, Operation
from command_center.people.reach import AT_CAMERA, Reach
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATE_ICONS = {
    State.NEW: "live",
    State.IN_PROGRESS: "late",
    State.RESOLVED: "confirmed",
    State.CLOSED: "hold",
}
ACT_ICONS = {
    ActKind.OPENED: "incidents",
    ActKind.ALERT_JOINED: "medium",
    ActKind.STRETCH_JOINED: "cameras",
    ActKind.NOTED: "list",
    ActKind.BEGUN: "late",
    ActKind.RESOLVED: "confirmed",
    ActKind.CLOSED: "hold",
    ActKind.REOPENED: "renew",
    ActKind.ASSIGNED: "agent",
    ActKind.CORRECTED: "change",
    ActKind.HANDED_OVER: "shift_change",
    ActKind.TAKEN_OVER: "shift_change",
}
REPORT = "incident_report"
"""The page that hands the report over: the journal knows who printed it, and when."""

CHANGED: "dict[str, StrOrPromise]" = {
    "title": _("what happens"),
    "what": _("kind"),
    "severity": _("severity"),
    "since": _("since"),
    "until": _("until"),
}


@dataclass(frozen=True, slots=True)
class IncidentRow:
    incident: Incident

    @property
    def severity_label(self) -> str:
        return str(SEVERITY_LABELS[Severity(self.incident.severity)])

    @property
    def state_icon(self) -> str:
        return STATE_ICONS[State(self.incident.state)]


@dataclass(frozen=True, slots=True)
class JoinedAlert:
    """`row` is None where it is erased, or not for this reader; `kind_label` stays."""

    act: Act
    row: AlertRow | None
    is_erased: bool

    @property
    def kind_label(self) -> str:
        return kind_label(self.act.event_kind)


@dataclass(frozen=True, slots=True)
class JoinedStretch:
    act: Act

    @property
    def address(self) -> str:
        """Of the review, at its beginning."""
        assert self.act.from_at
        asked = {"camera": self.act.camera_id, "at": milliseconds(self.act.from_at)}
        return f"{reverse('review')}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class LogRow:
    """`what` in words; `changes`: name, before and after of what was corrected."""

    at: datetime
    by: str
    icon: str
    what: str
    act: Act | None = None
    changes: Sequence[tuple[str, Any, Any]] = ()

    @property
    def event_label(self) -> str:
        return kind_label(self.act.event_kind) if self.act and self.act.event_kind else ""


def acts_of(incident: Incident) -> list[Act]:
    return list(incident.acts.select_related("by", "to", "camera").order_by("number"))


def joined_alerts(acts: Iterable[Act], reach: Reach) -> list[JoinedAlert]:
    """`reach`: where the reader sees alerts."""
    joined = [act for act in acts if act.kind == ActKind.ALERT_JOINED]
    kept = Alert.objects.filter(pk__in=[act.alert for act in joined])
    there = set(kept.values_list("pk", flat=True))
    seen = kept.filter(reach.of(*AT_CAMERA)).select_related("camera", "order")
    rows = {one.pk: alert_row(one) for one in seen.prefetch_related("verdicts__agent")}
    return [
        JoinedAlert(act, rows.get(act.alert or 0), is_erased=act.alert not in there)
        for act in joined
    ]


def joined_stretches(acts: Iterable[Act]) -> list[JoinedStretch]:
    return [JoinedStretch(act) for act in acts if act.kind == ActKind.STRETCH_JOINED]


def log_rows(incident: Incident, acts: Iterable[Act]) -> list[LogRow]:
    """All that was done, the newest last, the printing of reports from the journal."""
    printed = Entry.objects.filter(
        object_kind=REPORT, object_id=str(incident.pk), operation=Operation.COMMUNICATION
    )
    rows = [_log_row(act) for act in acts]
    rows += [
        LogRow(at, name, "certificate", str(_("report printed")))
        for at, name in printed.order_by().values_list("at", "author_name")
    ]
    return sorted(rows, key=lambda row: row.at)


def kind_label(kind: str) -> str:
    return str(KIND_LABELS[EventKind(kind)])


def _log_row(act: Act) -> LogRow:
    changes = [
        (str(CHANGED[name]), *(_shown(name, value) for value in pair))
        for name, pair in act.changes.items()
    ]
    kind = ActKind(act.kind)
    by = act.by.get_username()
    return LogRow(act.at, by, ACT_ICONS[kind], str(kind.label), act, changes)


def _shown(name: str, value: Any) -> Any:
    """As a page shows it; instants as such."""
    if value is None:
        return "–"
    if name in {"since", "until"}:
        return datetime.fromisoformat(value)
    if name == "severity":
        return str(SEVERITY_LABELS[Severity(value)])
    return dict(Incident._meta.get_field("what").flatchoices).get(value, value)
