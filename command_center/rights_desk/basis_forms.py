"""Corrections of what the desk goes by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.rights_desk.models import RefusalGround, Term


class TermForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Term
        fields = ["months", "source", "confirmation", "reason"]
        labels = {"reason": _("Reason for the change")}


class GroundForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new ground, or the correction of one."""

    class Meta:
        model = RefusalGround
        fields = ["french", "english", "source", "confirmation", "applies", "reason"]
        labels = {"reason": _("Reason for the change")}
        widgets = {
            "french": forms.Textarea({"rows": 2, "lang": "fr"}),
            "english": forms.Textarea({"rows": 2, "lang": "en"}),
        }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].required = True
