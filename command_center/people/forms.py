"""Designating an agent, entering a training, revoking either."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent, Designation, Subject, Training

USUAL_VALIDITY = timedelta(days=365)
AT_LOCAL = "%Y-%m-%dT%H:%M"


def instant() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AT_LOCAL)


class EnteredForm(forms.ModelForm):  # type: ignore[type-arg]
    """Entered by `author` about `agent`, who is somebody else."""

    def __init__(self, agent: Agent, author: Agent, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.instance.agent, self.instance.entered_by = agent, author
        self.fields["ends_at"].initial = timezone.now() + USUAL_VALIDITY

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.instance.agent == self.instance.entered_by:
            raise forms.ValidationError(
                _("Nobody enters this for themself: ask another administrator.")
            )
        if given.get("ends_at") and given["ends_at"] <= timezone.now():
            self.add_error("ends_at", _("That is past: it would count for nothing."))
        return given


class DesignationForm(EnteredForm):
    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["starts_at"].initial = timezone.now()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        starts_at, ends_at = given.get("starts_at"), given.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end must come after the start."))
        return given

    class Meta:
        model = Designation
        fields = ["authority", "service", "scope", "starts_at", "ends_at"]
        widgets = {
            "scope": forms.Textarea(attrs={"rows": 3}),
            "starts_at": instant(),
            "ends_at": instant(),
        }
        help_texts = {
            "authority": _("Who named this agent: function and name, as in the act."),
            "scope": _("For what and where: an event, a venue, a duty."),
        }


class TrainingForm(EnteredForm):
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        subjects: Any = self.fields["subject"]
        subjects.choices = Subject.choices  # the model has an empty one too

    def clean_given_on(self) -> Any:
        given_on = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError(_("A training is entered once it was given."))
        return given_on

    class Meta:
        model = Training
        fields = ["subject", "given_on", "ends_at", "provider", "evidence"]
        widgets = {
            "subject": forms.RadioSelect,
            "given_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_at": instant(),
        }
        help_texts = {"evidence": _("Number of the certificate, or where the record is kept.")}


class RevocationForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)
