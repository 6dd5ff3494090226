"""The form by which an incident is opened."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import SEVERITY_LABELS
from command_center.incidents.local_field import read_times, shown_at, time_field
from command_center.incidents.models import Incident
from command_center.incidents.state import what_choices
from command_center.venues.models import Venue

if TYPE_CHECKING:
    from command_center.incidents.beginning import Beginning

NO_PERSON = _("Name and describe no person: what happens, where, and what is done.")
SLACK = timedelta(minutes=5)


class TellingForm(forms.Form):
    """What an incident tells of itself: asked when it is opened, and when it is corrected."""

    title = forms.CharField(label=_("What happens"), max_length=160, help_text=NO_PERSON)
    what = forms.ChoiceField(label=_("Kind"), choices=what_choices)
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[*SEVERITY_LABELS.items()], widget=forms.RadioSelect
    )
    since = time_field(_("Since"))
    until = time_field(_("Until, if it is over"), required=False)

    def venue_of(self) -> Venue | None:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        super().clean()
        read_times(self, self.venue_of(), "since", "until")
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and since > timezone.now() + SLACK:
            self.add_error("since", _("It cannot have begun in the future."))
        if since and until and until < since:
            self.add_error("until", _("The end must come after the start."))
        return self.cleaned_data


class OpeningForm(TellingForm):
    """`venue` is asked only where what it begins with does not say it."""

    venue = forms.ModelChoiceField(Venue.objects.none(), label=_("Venue"), required=False)
    words = forms.CharField(
        label=_("First note"),
        required=False,
        max_length=4000,
        help_text=NO_PERSON,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, beginning: "Beginning", *given: Any, **named: Any) -> None:
        self.beginning = beginning
        venue = beginning.venue or beginning.venues.first()
        named.setdefault("initial", beginning.initial(venue) if venue else {})
        super().__init__(*given, **named)
        self.fields["venue"].queryset = beginning.venues  # type: ignore[attr-defined]
        self.fields["venue"].required = beginning.venue is None

    def venue_of(self) -> Venue | None:
        return self.beginning.venue or self.cleaned_data.get("venue")

    def incident(self) -> Incident:
        """Not stored yet."""
        told = {name: self.cleaned_data[name] for name in TellingForm.base_fields}
        return Incident(venue=self.venue_of(), **told)


class CorrectionForm(TellingForm):
    words = forms.CharField(label=_("Why"), required=False, max_length=4000)

    def __init__(self, incident: Incident, *given: Any, **named: Any) -> None:
        self.incident = incident
        times = {
            name: shown_at(getattr(incident, name), incident.venue) for name in ("since", "until")
        }
        told = {name: getattr(incident, name) for name in ("title", "what", "severity")}
        super().__init__(*given, **{"initial": told | times, **named})

    def venue_of(self) -> Venue | None:
        return self.incident.venue

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TellingForm.base_fields}
