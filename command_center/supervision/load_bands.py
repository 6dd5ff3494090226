"""How much is too much: what EEMUA 191 says of alarms per ten minutes and of their priorities."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import Severity

TEN_MINUTES_S = 600
ACCEPTABLE, MANAGEABLE, DEMANDING = 1.0, 2.0, 10.0
"""Per ten minutes and operator position, over a long time (EEMUA 191, edition 3, table of average
rates): one is very likely acceptable, one in five minutes manageable, one a minute too much."""

FLOOD = 10
"""Arrivals in ten minutes, above which a flood begins; `desk.flood` counts them."""

SHARES: Mapping[Severity, float] = {
    Severity.HIGH: 0.05,
    Severity.MEDIUM: 0.15,
    Severity.LOW: 0.80,
}
"""Of all alarms, by priority (EEMUA 191, ISA-18.2-2016, 16.6): where much is high, nothing is."""


class Band(StrEnum):
    ACCEPTABLE = "acceptable"
    MANAGEABLE = "manageable"
    DEMANDING = "demanding"
    TOO_MUCH = "too_much"


BAND_LABELS = {
    Band.ACCEPTABLE: _("very likely acceptable"),
    Band.MANAGEABLE: _("manageable"),
    Band.DEMANDING: _("likely too demanding"),
    Band.TOO_MUCH: _("very likely unacceptable"),
}
BAND_ICONS = {
    Band.ACCEPTABLE: "done",
    Band.MANAGEABLE: "low",
    Band.DEMANDING: "medium",
    Band.TOO_MUCH: "high",
}


def band(per_ten_minutes: float) -> Band:
    if per_ten_minutes <= ACCEPTABLE:
        return Band.ACCEPTABLE
    if per_ten_minutes <= MANAGEABLE:
        return Band.MANAGEABLE
    return Band.DEMANDING if per_ten_minutes <= DEMANDING else Band.TOO_MUCH
