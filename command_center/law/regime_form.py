"""Entering a regime, or what corrects one."""

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from command_center.law.confirmation import Confirmation
from command_center.law.models import Regime
from command_center.law.reason_form import LONGEST_REASON
from command_center.people.models import Agent

TAKEN_OVER = ("name", "first_day", "last_day", "source", "confirmation")


class RegimeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Bound to a new row always: what it corrects stays as it was."""

    confirmation = forms.ChoiceField(
        label=_("How far confirmed"), choices=Confirmation.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with your name and the time."),
    )

    class Meta:
        model = Regime
        fields = [*TAKEN_OVER, "reason"]
        labels = {
            "name": _("Name"),
            "first_day": _("First day"),
            "last_day": _("Last day"),
            "source": _("Source"),
        }
        help_texts = {
            "first_day": _("From midnight in Paris on."),
            "last_day": _("The whole of it belongs to the regime."),
            "source": _("Where it can be read: the text, its article, the decision."),
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("first_day", "last_day")
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not come before the first."))
        return given

    def enter(self, by: Agent, replaces: Regime | None) -> Regime | None:
        """Of a valid form; None where somebody has corrected the same one meanwhile."""
        self.instance.entered_by, self.instance.replaces = by, replaces
        try:
            with transaction.atomic():
                return self.save()  # type: ignore[no-any-return]
        except IntegrityError:
            self.instance.pk, self.instance._state.adding = None, True
            self.add_error(None, _("Somebody has just corrected it: look at it again."))
            return None


def taken_away(regime: Regime, by: Agent, reason: str) -> bool:
    """Whether it was: a row that does not apply replaces it, unless another was quicker."""
    given = {name: getattr(regime, name) for name in TAKEN_OVER}
    try:
        with transaction.atomic():
            Regime.objects.create(
                **given, applies=False, replaces=regime, entered_by=by, reason=reason
            )
    except IntegrityError:
        return False
    return True
