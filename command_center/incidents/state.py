"""States of an incident, what may be done with it, and what it may be about."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import SEVERITIES, Severity
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OTHER = "other"
"""Beside the eight kinds of event: what people saw, and no detector looks for."""

WHAT = [*(kind.value for kind in EventKind), OTHER]


class State(models.TextChoices):
    NEW = "new", _("newly opened")
    IN_PROGRESS = "in_progress", _("in progress")
    RESOLVED = "resolved", _("resolved")
    CLOSED = "closed", _("closed")


class ActKind(models.TextChoices):
    OPENED = "opened", _("opened")
    ALERT_JOINED = "alert_joined", _("alert joined")
    STRETCH_JOINED = "stretch_joined", _("recording joined")
    NOTED = "noted", _("note")
    BEGUN = "begun", _("taken in hand")
    RESOLVED = "resolved", _("resolved")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")
    ASSIGNED = "assigned", _("given to somebody")
    CORRECTED = "corrected", _("corrected")
    HANDED_OVER = "handed_over", _("handed over")
    TAKEN_OVER = "taken_over", _("taken over")


CHANGES_STATE = {
    ActKind.BEGUN: (State.NEW, State.IN_PROGRESS),
    ActKind.RESOLVED: (State.IN_PROGRESS, State.RESOLVED),
    ActKind.CLOSED: (State.RESOLVED, State.CLOSED),
    ActKind.REOPENED: (State.RESOLVED, State.IN_PROGRESS),
}
"""From which state to which; PostgreSQL lets no other step be taken."""

NEEDS_WORDS = (ActKind.NOTED, ActKind.RESOLVED, ActKind.REOPENED)


def what_choices() -> "list[tuple[str, StrOrPromise]]":
    """Callable, so that the list never enters a migration."""
    return [*((kind.value, KIND_LABELS[kind]) for kind in EventKind), (OTHER, _("something else"))]


def usual_severity(what: str) -> Severity:
    return Severity.MEDIUM if what == OTHER else SEVERITIES[EventKind(what)]
