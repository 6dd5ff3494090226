"""Adding a reason that people may choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.people.reason import Reason, Use
from command_center.people.roles import Role


class ReasonForm(forms.ModelForm):  # type: ignore[type-arg]
    use = forms.ChoiceField(label=_("Used"), choices=Use.choices)
    roles = forms.MultipleChoiceField(
        label=_("Offered to"),
        required=False,
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: to everybody."),
    )

    class Meta:
        model = Reason
        fields = ["text", "use", "roles"]
        labels = {"text": _("Reason")}
        error_messages = {"text": {"unique": _("This reason is there already: offer it again.")}}

    def clean_text(self) -> str:
        text: Any = self.cleaned_data["text"]
        return str(text).strip()
