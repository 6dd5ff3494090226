"""How urgently an alert asks for a person (ISA-18.2: a priority is assigned by consequence)."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from detection.kinds import EventKind


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"


SEVERITY_LABELS = {
    Severity.CRITICAL: _("Critical"),
    Severity.HIGH: _("High"),
    Severity.MEDIUM: _("Medium"),
}

SEVERITIES = {
    EventKind.WEAPON: Severity.CRITICAL,
    EventKind.FIRE: Severity.CRITICAL,
    EventKind.CROWD_MOVEMENT: Severity.CRITICAL,
    EventKind.PERSON_DOWN: Severity.HIGH,
    EventKind.DENSITY: Severity.HIGH,
    EventKind.ABANDONED_OBJECT: Severity.HIGH,
    EventKind.INTRUSION: Severity.MEDIUM,
    EventKind.WRONG_WAY: Severity.MEDIUM,
}
