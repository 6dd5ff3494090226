"""The kinds of event and their parameters, as the zone editor offers them."""

from dataclasses import MISSING, Field, fields
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from command_center.setup.given_zones import MASK
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind
from detection.rulebook import RULES
from detection.rules import ZoneRule


class Told(NamedTuple):
    """How a parameter is told: `step` of a field for numbers."""

    label: str
    unit: str = ""
    step: float = 1
    type: str = "number"


def zone_kinds() -> list[dict[str, Any]]:
    """What can be drawn; last the privacy mask, which is no kind of event."""
    mask = {"value": MASK, "label": _("privacy mask"), "takes_lines": False, "parameters": []}
    return [*_event_kinds(), mask]


def _event_kinds() -> list[dict[str, Any]]:
    return [
        {
            "value": kind,
            "label": str(KIND_LABELS[EventKind(kind)]),
            "takes_lines": rule.takes_lines,
            "parameters": _parameters(rule),
        }
        for kind, rule in RULES.items()
    ]


def told_parameters() -> dict[str, Told]:
    """Each that a rule has."""
    return {
        "open_after_s": Told(_("lasts at least"), "s", 0.1),
        "end_after_s": Told(_("is over after"), "s", 0.5),
        "min_confidence": Told(_("confidence of at least"), "", 0.05),
        "persons": Told(_("persons count"), type="boolean"),
        "vehicles": Told(_("vehicles count"), type="boolean"),
        "from_h": Told(_("in force from"), "h", 0.25),
        "to_h": Told(_("in force until"), "h", 0.25),
        "side": Told(_("crossed towards"), type="side"),
        "limit_people": Told(_("people at most")),
        "limit_per_m2": Told(_("or at most"), _("people/m²"), 0.1),
        "hysteresis": Told(_("over when below the limit by"), _("parts of 1"), 0.05),
        "counts": Told(_("median of so many counts")),
        "unattended_s": Told(_("alone for at least"), "s", 1),
        "near_heights": Told(_("attended within"), _("heights of a person"), 0.1),
        "least_people": Told(_("people who run, at least")),
        "least_pace": Told(_("faster than"), _("heights/s"), 0.1),
        "times_usual": Told(_("and faster than usual by"), "×", 0.1),
        "least_share": Told(_("of those seen, at least"), _("parts of 1"), 0.05),
        "least_area": Told(_("flames of at least"), _("parts of the picture"), 0.0001),
        "looks": Told(_("of so many looks")),
        "sure_looks": Told(_("seen in at least")),
        "direction": Told(_("allowed direction"), type="direction"),
        "least_s": Told(_("for at least"), "s", 0.1),
        "least_sizes": Told(_("over at least"), _("lengths of its own"), 0.1),
        "least_heights": Told(_("or over at least"), _("heights of the picture"), 0.01),
        "straight": Told(_("straight to at least"), _("parts of 1"), 0.05),
        "against_deg": Told(_("away from the direction by"), "°", 5),
    }


def _parameters(rule: type[ZoneRule]) -> list[dict[str, Any]]:
    told = told_parameters()
    return [
        {"name": field.name, "default": _default(field), **told[field.name]._asdict()}
        for field in fields(rule.settings)
    ]


def _default(field: "Field[Any]") -> Any:
    """None where whoever draws must say it: the direction."""
    return None if field.default is MISSING else field.default
