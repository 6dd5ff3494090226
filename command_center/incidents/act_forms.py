"""The forms of what is done with an incident: one for each kind."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.incidents import acting
from command_center.incidents.local_field import read_times, shown_at, time_field
from command_center.incidents.models import Act, Incident
from command_center.incidents.opening_form import NO_PERSON, CorrectionForm
from command_center.incidents.state import CHANGES_STATE, ActKind, State
from command_center.incidents.stretch import LONGEST, Stretch
from command_center.incidents.takers import possible_takers
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.venues.models import Camera

LABELS = {
    ActKind.BEGUN: _("Take it in hand"),
    ActKind.RESOLVED: _("Resolve…"),
    ActKind.CLOSED: _("Close…"),
    ActKind.REOPENED: _("Open again…"),
    ActKind.ASSIGNED: _("Give it to somebody…"),
    ActKind.STRETCH_JOINED: _("Join a recording…"),
    ActKind.CORRECTED: _("Correct…"),
    ActKind.NOTED: _("Add a note"),
}
WORDS = {
    ActKind.RESOLVED: _("What was done"),
    ActKind.REOPENED: _("Why"),
    ActKind.NOTED: _("Note"),
}


def words_field(label: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=NO_PERSON,
        widget=forms.Textarea({"rows": 3}),
    )


class WordsForm(forms.Form):
    """Of a step, or a note: words, where the kind wants them."""

    def __init__(self, kind: ActKind, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if kind != ActKind.BEGUN:
            wants = kind in WORDS
            self.fields["words"] = words_field(WORDS.get(kind, _("In words")), required=wants)


class AssignmentForm(forms.Form):
    to = forms.ModelChoiceField(
        Agent.objects.none(), label=_("To whom"), required=False, empty_label=_("nobody")
    )
    words = forms.CharField(label=_("In words"), required=False, max_length=4000)

    def __init__(self, incident: Incident, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"initial": {"to": incident.assigned_to_id}, **named})
        self.fields["to"].queryset = possible_takers(incident.venue)  # type: ignore[attr-defined]


class StretchForm(forms.Form):
    """Of a camera of the venue that the agent reaches."""

    camera = forms.ModelChoiceField(Camera.objects.none(), label=_("Camera"))
    from_at = time_field(_("From"))
    until_at = time_field(_("To"))
    words = forms.CharField(label=_("What it shows"), required=False, help_text=NO_PERSON)

    def __init__(self, incident: Incident, reach: Reach, *given: Any, **named: Any) -> None:
        self.incident = incident
        times = {"from_at": shown_at(incident.since, incident.venue)}
        times["until_at"] = shown_at(incident.until or incident.since, incident.venue)
        super().__init__(*given, **{"initial": times, **named})
        cameras = Camera.objects.filter(reach.of("venue_id", "pk"), venue=incident.venue)
        self.fields["camera"].queryset = cameras.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        read_times(self, self.incident.venue, "from_at", "until_at")
        since, until = self.cleaned_data.get("from_at"), self.cleaned_data.get("until_at")
        if since and until and until <= since:
            self.add_error("until_at", _("The end must come after the start."))
        elif since and until and until - since > LONGEST:
            self.add_error("until_at", _("Join a day at most; further days as further stretches."))
        return self.cleaned_data

    def stretch(self) -> Stretch:
        given = self.cleaned_data
        return Stretch(given["camera"].pk, given["from_at"], given["until_at"])


def possible_acts(incident: Incident) -> list[ActKind]:
    """In the order of the page: first what leads on."""
    if incident.state == State.CLOSED:
        return []
    steps = [kind for kind, (before, _to) in CHANGES_STATE.items() if before == incident.state]
    return [*steps, ActKind.ASSIGNED, ActKind.STRETCH_JOINED, ActKind.CORRECTED, ActKind.NOTED]


def form_of(kind: ActKind, incident: Incident, reach: Reach, data: Any = None) -> forms.Form:
    """`reach`: where the agent changes incidents. Ids are the kind's own."""
    named: dict[str, Any] = {"data": data, "auto_id": f"id_{kind.value}_%s"}
    if kind == ActKind.ASSIGNED:
        return AssignmentForm(incident, **named)
    if kind == ActKind.STRETCH_JOINED:
        return StretchForm(incident, reach, **named)
    if kind == ActKind.CORRECTED:
        return CorrectionForm(incident, **named)
    return WordsForm(kind, **named)


def done(kind: ActKind, form: forms.Form, incident: int, based_on: int, by: Agent) -> Act | None:
    """What a form without faults asks for. Raises `NotDone`."""
    words = form.cleaned_data.get("words", "")
    if isinstance(form, AssignmentForm):
        return acting.assign(incident, form.cleaned_data["to"], based_on, by, words)
    if isinstance(form, StretchForm):
        return acting.join_stretch(incident, form.stretch(), by, words)
    if isinstance(form, CorrectionForm):
        return acting.correct(incident, form.told(), based_on, by, words)
    if kind == ActKind.NOTED:
        return acting.note(incident, by, words)
    return acting.step(incident, kind, based_on, by, words)
