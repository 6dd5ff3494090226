"""One request from intake to answer, for an auditor: as CSV, JSON and PDF. It names nobody who
asked, and repeats nothing that they told of themselves."""

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command_center.documents import Document, Facts, Table, sha256_of
from command_center.rights_desk.answer import about
from command_center.rights_desk.desk import state_after
from command_center.rights_desk.models import RightsRequest, RightsStep


def trace(request: RightsRequest) -> dict[str, Any]:
    """Codes and instants, the same in every language."""
    steps = list(request.steps.select_related("by", "ground"))
    return {
        "number": request.number,
        "right": request.right,
        "received_on": request.received_on.isoformat(),
        "due_on": request.due_on.isoformat(),
        "state": str(state_after(steps).value),
        "venue": request.venue_name,
        "place": request.place,
        "from": request.from_at,
        "until": request.until_at,
        "entered_at": request.entered_at,
        "entered_by": request.entered_by.get_username(),
        "wiped_at": request.wiped_at,
        "steps": [_step(one) for one in steps],
    }


def trace_table(request: RightsRequest) -> Table:
    columns = [_("When"), _("Who"), _("Step"), _("Decision"), _("Ground"), _("In words")]
    received: list[object] = [
        localtime(request.entered_at).isoformat(timespec="seconds"),
        request.entered_by.get_username(),
        _("request received"),
        *("", "", ""),
    ]
    steps = request.steps.select_related("by", "ground")
    rows = [received, *(_row(one) for one in steps)]
    return Table(columns, rows, _("Steps"), (0.2, 0.12, 0.16, 0.1, 0.2, 0.22))


def trace_document(request: RightsRequest) -> Document:
    facts = {
        _("Asked for"): request.get_right_display(),
        _("Received on"): request.received_on.isoformat(),
        _("Due on"): request.due_on.isoformat(),
        _("State"): str(state_after(request.steps.all()).label),
        **dict(about(request)),
    }
    return Document(
        _("Request no. %(number)s") % {"number": request.number},
        _("Its trace, without who asked"),
        [Facts(facts), trace_table(request)],
        f"SHA-256 {sha256_of(trace(request))}",
        get_language() or "fr",
        is_wide=True,
    )


def _step(one: RightsStep) -> dict[str, Any]:
    told = {
        "at": one.at,
        "by": one.by.get_username(),
        "kind": one.kind,
        "words": one.words,
        "identity": one.identity,
        "extract": one.extract,
        "due_on": one.due_on.isoformat() if one.due_on else "",
        "decision": one.decision,
        "ground": one.ground.french if one.ground else "",
        "source": one.ground.source if one.ground else "",
    }
    return {name: value for name, value in told.items() if value}


def _row(one: RightsStep) -> list[object]:
    said = [
        one.get_identity_display(),
        one.extract,
        one.due_on.isoformat() if one.due_on else "",
        one.words,
    ]
    return [
        localtime(one.at).isoformat(timespec="seconds"),
        one.by.get_username(),
        one.get_kind_display(),
        one.get_decision_display(),
        f"{one.ground} ({one.ground.source})" if one.ground else "",
        " · ".join(str(part) for part in said if part),
    ]
