"""The form of a verdict: one press says the outcome and what was done, or why it was none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.alerts.verdict import Cause, FollowUp, Outcome
from detection.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DIGITS = "1234567890"
COUNTED = {EventKind.DENSITY, EventKind.CROWD_MOVEMENT}
CAUSES = (
    Cause.REFLECTION,
    Cause.PERSON_AS_OBJECT,
    Cause.FURNITURE,
    Cause.LIGHT,
    Cause.SHADOW,
    Cause.WEATHER,
    Cause.ANIMAL,
    Cause.AUTHORISED,
    Cause.CAMERA,
    Cause.OTHER,
)
"""Each under its digit, always the same one: hands learn it. Where people are counted, a wrong
count takes the place of a person taken for an object."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`digit`: the key, after C or I."""

    value: str
    label: "StrOrPromise"
    digit: str


def confirmations() -> list[Choice]:
    return _choices(Outcome.CONFIRMED, FollowUp)


def invalidations(kind: EventKind) -> list[Choice]:
    return _choices(Outcome.INVALIDATED, causes_of(kind))


def causes_of(kind: EventKind) -> list[Cause]:
    instead = {Cause.PERSON_AS_OBJECT: Cause.COUNT} if kind in COUNTED else {}
    return [instead.get(cause, cause) for cause in CAUSES]


class VerdictForm(forms.Form):
    """`verdict` is an outcome and its detail: “confirmed:patrol”, “invalidated:shadow”."""

    verdict = forms.ChoiceField(
        choices=[
            *[(f"{Outcome.CONFIRMED}:{one}", one.label) for one in FollowUp],
            *[(f"{Outcome.INVALIDATED}:{one}", one.label) for one in Cause],
        ],
        error_messages={"required": _("Choose what it was.")},
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def said(self) -> dict[str, str]:
        """For `judge`."""
        outcome, detail = self.cleaned_data["verdict"].split(":")
        key = "follow_up" if outcome == Outcome.CONFIRMED else "cause"
        return {"outcome": outcome, key: detail, "note": self.cleaned_data["note"]}


def _choices(outcome: Outcome, details: Iterable[FollowUp | Cause]) -> list[Choice]:
    pairs = zip(details, DIGITS, strict=False)
    return [Choice(f"{outcome}:{detail}", detail.label, digit) for detail, digit in pairs]
