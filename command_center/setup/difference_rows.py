"""Differences between versions, in words."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.setup.given_zones import MASK
from command_center.setup.zone_kinds import Told, told_parameters
from command_center.venues.differences import Difference, differences
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind

PLACE = "{x:.1%}, {y:.1%}, {direction_deg:.0f}°, {view_deg:.0f}°, {reach:.1%}"


class DifferenceRow(NamedTuple):
    zone: str
    field: str
    before: str
    after: str


def difference_rows(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[DifferenceRow]:
    told = told_parameters()
    return [_row(one, told) for one in differences(before, after)]


def _row(one: Difference, told: Mapping[str, Told]) -> DifferenceRow:
    parameter = told.get(one.field)
    label = _fields().get(one.field) or (parameter.label if parameter else one.field)
    unit = parameter.unit if parameter else ""
    values = (_value(one.field, value, unit) for value in (one.before, one.after))
    return DifferenceRow(one.zone, label, *values)


def _value(field: str, value: Any, unit: str) -> str:
    if value is None or value == "":
        return "–"
    if field == "kind":
        return _("privacy mask") if value == MASK else str(KIND_LABELS[EventKind(value)])
    if field == "placement":
        return PLACE.format(**value)
    if field == "polygon":
        return ngettext("%(count)s point", "%(count)s points", len(value)) % {"count": len(value)}
    text = value if isinstance(value, str) else json.dumps(value)
    return f"{text} {unit}".strip()


def _fields() -> dict[str, str]:
    return {
        "name": _("name"),
        "address": _("address"),
        "sub_address": _("address of its sub-stream"),
        "is_enabled": _("watched"),
        "queue": _("watched by"),
        "analysed_per_s": _("frames analysed per second"),
        "ground": _("ground"),
        "model": _("model"),
        "placement": _("place on the plan"),
        "kind": _("kind of event"),
        "polygon": _("outline"),
    }
