"""How urgently an alert asks for a person (ISA-18.2: a priority is assigned by consequence)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from detection.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SEVERITY_LABELS = {
    Severity.HIGH: _("high priority"),
    Severity.MEDIUM: _("medium priority"),
    Severity.LOW: _("low priority"),
}

SEVERITIES = {
    EventKind.WEAPON: Severity.HIGH,
    EventKind.FIRE: Severity.HIGH,
    EventKind.CROWD_MOVEMENT: Severity.HIGH,
    EventKind.PERSON_DOWN: Severity.HIGH,
    EventKind.DENSITY: Severity.MEDIUM,
    EventKind.ABANDONED_OBJECT: Severity.MEDIUM,
    EventKind.INTRUSION: Severity.MEDIUM,
    EventKind.WRONG_WAY: Severity.LOW,
}


def severity_choices() -> "list[tuple[str, StrOrPromise]]":
    """Callable, so that the list never enters a migration."""
    return [(severity.value, label) for severity, label in SEVERITY_LABELS.items()]
