"""What is asked of whoever wants to see people plain."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command_center.blur.venue_blur import VenueBlur
from command_center.people.agent import Agent
from command_center.people.reason import Use
from command_center.people.shift import ReasonChoiceForm

OFFERED_MIN = (2, 5, 10, 15, 30, 60, 120)


class UnmaskForm(ReasonChoiceForm):
    """Why, and for how many minutes; the venue says how many at most."""

    minutes = forms.TypedChoiceField(label=gettext_lazy("For how long"), coerce=int)

    def __init__(self, agent: Agent, said: VenueBlur, *given: Any, **named: Any) -> None:
        super().__init__(agent, Use.LOOK, *given, prefix="unmask", **named)
        longest = said.longest_unmasking_min
        offered = sorted({one for one in OFFERED_MIN if one < longest} | {longest})
        field = self.fields["minutes"]
        field.choices = [(one, _("%(minutes)s min") % {"minutes": one}) for one in offered]  # type: ignore[attr-defined]
        field.initial = min(5, longest) if min(5, longest) in offered else offered[0]
        self.fields["reason"].widget.attrs.pop("autofocus", None)


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
