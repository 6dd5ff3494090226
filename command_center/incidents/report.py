"""The report of an incident, in the present language: words and times, and no image."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command_center.documents import Document, Facts, Table, sha256_of
from command_center.incidents.models import Act, Incident
from command_center.incidents.rows import (
    IncidentRow,
    JoinedAlert,
    LogRow,
    acts_of,
    joined_alerts,
    joined_stretches,
    log_rows,
)
from command_center.people.reach import Reach
from command_center.reports.shown import moment


def report(incident: Incident, reach: Reach) -> Document:
    """`reach`: where the reader sees alerts; of others it says no more than the log does."""
    zone = ZoneInfo(incident.venue.time_zone)
    acts = acts_of(incident)
    blocks: list[str | Table | Facts] = [
        Facts(dict(_facts(incident, zone))),
        _alerts(joined_alerts(acts, reach), zone),
        _stretches(acts, zone),
        _log(log_rows(incident, acts), zone),
        _(
            "This report holds no image. An alert and an incident decide nothing by themselves: "
            "what followed was done by the persons named here."
        ),
    ]
    digest = sha256_of([str(block) for block in blocks])
    return Document(
        _("Incident no. %(number)s") % {"number": incident.number},
        f"{incident.venue.name} · {incident.title or _('erased, as it was over age')}",
        [one for one in blocks if isinstance(one, str | Facts) or one.rows],
        f"Vigie · {incident.venue.name} {incident.number} · SHA-256 {digest}",
        get_language() or "fr",
    )


def _facts(incident: Incident, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    row = IncidentRow(incident)
    yield _("Kind"), incident.get_what_display()
    yield _("Severity"), row.severity_label
    yield _("State"), incident.get_state_display()
    yield _("Since"), moment(incident.since, zone)
    yield _("Until"), moment(incident.until, zone) if incident.until else _("not said")
    opened = f"{moment(incident.opened_at, zone)}, {incident.opened_by.get_username()}"
    yield _("Opened"), opened
    yield _("Seen to by"), str(incident.assigned_to or _("nobody"))
    if incident.closed_at:
        yield _("Closed"), moment(incident.closed_at, zone)


def _alerts(joined: list[JoinedAlert], zone: ZoneInfo) -> Table:
    rows = [
        [
            moment(one.act.from_at, zone) if one.act.from_at else "",
            one.kind_label,
            str(one.act.camera),
            _verdict(one),
        ]
        for one in joined
    ]
    columns = [_("Time"), _("Kind"), _("Camera"), _("Verdict")]
    return Table(columns, rows, _("Alerts"), [0.24, 0.26, 0.2, 0.3])


def _verdict(one: JoinedAlert) -> str:
    if one.is_erased:
        return _("erased, as it was over age")
    if one.row is None:
        return ""
    verdict = one.row.verdict
    if verdict is None:
        return _("no verdict yet")
    return f"{verdict.outcome_label}: {verdict.detail} ({verdict.agent})"


def _stretches(acts: list[Act], zone: ZoneInfo) -> Table:
    rows = [
        [str(one.act.camera), *_span(one.act, zone), one.act.words]
        for one in joined_stretches(acts)
    ]
    columns = [_("Camera"), _("From"), _("To"), _("What it shows")]
    return Table(columns, rows, _("Recordings"), [0.2, 0.24, 0.24, 0.32])


def _span(act: Act, zone: ZoneInfo) -> Iterator[str]:
    yield from (moment(at, zone) for at in (act.from_at, act.until_at) if at)


def _log(rows: list[LogRow], zone: ZoneInfo) -> Table:
    told = [[moment(one.at, zone), one.by, one.what, _words(one, zone)] for one in rows]
    columns = [_("Time"), _("Agent"), _("What was done"), _("In words")]
    return Table(columns, told, _("Log of actions"), [0.24, 0.14, 0.17, 0.45])


def _words(row: LogRow, zone: ZoneInfo) -> str:
    if row.act is None:
        return ""
    act, told = row.act, []
    if act.camera:
        told.append(f"{act.camera} {row.event_label}".strip())
    if act.from_at:
        told.append(moment(act.from_at, zone))
    if act.to:
        told.append(_("to %(agent)s") % {"agent": act.to})
    for name, before, after in row.changes:
        told.append(f"{name}: {_plain(before, zone)} – {_plain(after, zone)}")
    return "; ".join([*told, act.words] if act.words else told)


def _plain(value: object, zone: ZoneInfo) -> str:
    return moment(value, zone) if isinstance(value, datetime) else str(value)
