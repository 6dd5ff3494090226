"""What to do about a source of load, in plain words; where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from command_center.alerts.verdict import Cause
from command_center.supervision.load_contributors import Contributor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHATTERS_FROM = 1.0
"""Repeats for each situation: as many alerts again as there were situations."""

SHELVED_OFTEN = 2
MOSTLY_REAL = 0.8
DRAWN_ANEW = frozenset(
    {Cause.REFLECTION, Cause.FURNITURE, Cause.LIGHT, Cause.AUTHORISED, Cause.ANIMAL}
)
"""False alarms that a zone or a mask keeps away; the others are a matter of thresholds."""


@dataclass(frozen=True, slots=True)
class Advice:
    """`page`: the name of the page on which it is done, of this camera; empty for none."""

    text: "StrOrPromise"
    page: str = ""


def advice(one: Contributor) -> list[Advice]:
    """The weightiest first; never empty."""
    return list(_advice(one)) or [Advice(_("Nothing stands out: judge more of its alerts."))]


def _advice(one: Contributor) -> Iterator[Advice]:
    alarms = one.false_alarms
    if alarms.is_worth_tuning:
        first = alarms.causes[0][0]
        yield Advice(alarms.advice, "zones" if first in DRAWN_ANEW else "calibration_camera")
    if one.repeats >= CHATTERS_FROM * one.situations and one.situations:
        yield Advice(
            _("It comes and goes: raise the time that it must last before it is told."),
            "calibration_camera",
        )
    if one.shelved >= SHELVED_OFTEN:
        yield Advice(
            _("It is shelved often: set its thresholds right instead of putting it aside."),
            "calibration_camera",
        )
    if one.tally.is_enough and one.tally.interval.low >= MOSTLY_REAL:
        yield Advice(_("Nearly all of it is real: send people there, no threshold is wrong."))
