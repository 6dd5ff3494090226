"""Entering what is to be done about a kind, and how soon."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.desk.models import Procedure, ResponseTime
from command_center.desk.procedure import MOST_S
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.venues.models import Venue, kind_choices


class ProcedureForm(forms.Form):
    """Of a venue that the reach covers wholly; everywhere, where it does."""

    kind = forms.ChoiceField(label=_("Kind of event"))
    venue = forms.ModelChoiceField(Venue.objects.none(), label=_("Venue"), required=False)
    text = forms.CharField(
        label=_("What to do"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "Short sentences, in the order in which they are done. Write it in the languages of "
            "your operators: it is shown as it is. Empty: none is laid down any more."
        ),
    )
    respond_within_s = forms.IntegerField(
        label=_("Time to respond, in seconds"),
        required=False,
        min_value=1,
        max_value=MOST_S,
        help_text=_("Empty: that of the priority."),
    )

    def __init__(self, reach: Reach, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]
        venue: Any = self.fields["venue"]
        venue.queryset = Venue.objects.filter(reach.wholly_of("pk")).order_by("name")
        venue.required = not reach.is_everywhere
        venue.empty_label = _("everywhere") if reach.is_everywhere else _("choose one")

    def keep(self, by: Agent) -> Procedure:
        return Procedure.objects.create(agent=by, **self.cleaned_data)


class ResponseTimesForm(forms.Form):
    """A field for each severity."""

    def __init__(self, times_s: Any, *given: Any, **named: Any) -> None:
        initial = {severity.value: times_s[severity] for severity in Severity}
        super().__init__(*given, **{"initial": initial, **named})
        for severity in Severity:
            self.fields[severity.value] = forms.IntegerField(
                label=SEVERITY_LABELS[severity], min_value=1, max_value=MOST_S
            )

    def keep(self, by: Agent) -> list[ResponseTime]:
        """Rows of those that were changed."""
        return [
            ResponseTime.objects.create(severity=name, respond_within_s=value, agent=by)
            for name, value in self.cleaned_data.items()
            if value != self.initial[name]
        ]
