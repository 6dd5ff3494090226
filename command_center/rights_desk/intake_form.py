"""Intake of a request."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from command_center.rights_desk.models import RightsRequest
from command_center.rights_desk.right import Identity, Right
from command_center.rights_desk.rows import today

INSTANT = "%Y-%m-%dT%H:%M"


def _instant() -> forms.DateTimeInput:
    return forms.DateTimeInput({"type": "datetime-local"}, INSTANT)


class IntakeForm(forms.ModelForm):  # type: ignore[type-arg]
    identity = forms.ChoiceField(
        label=_("Identity already checked"),
        choices=[("", _("not yet")), *Identity.choices],
        required=False,
    )

    class Meta:
        model = RightsRequest
        fields = [
            *("right", "received_on", "requester_name", "requester_contact"),
            *("venue", "place", "from_at", "until_at", "description"),
        ]
        widgets = {
            "right": forms.RadioSelect,
            "received_on": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            "requester_name": forms.TextInput({"autocomplete": "off"}),
            "requester_contact": forms.Textarea({"rows": 2, "autocomplete": "off"}),
            "from_at": _instant(),
            "until_at": _instant(),
            "description": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "requester_contact": _("Post or e-mail. Sealed, and forgotten after closing."),
            "description": _(
                "As the person tells it: what happened, which entrance. Nobody is searched for by "
                "face or clothes: an agent looks at the place and the time."
            ),
        }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        rights: Any = self.fields["right"]
        rights.choices = Right.choices

    def clean_received_on(self) -> Any:
        given = self.cleaned_data["received_on"]
        if given > today():
            raise ValidationError(_("A request cannot have been received in the future."))
        return given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("from_at"), given.get("until_at")
        if begins and ends and ends <= begins:
            self.add_error("until_at", _("The end must come after the start."))
        return given
