"""Why somebody does what cannot be undone."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 300


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with your name and the time."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ResumeForm(ReasonForm):
    authority = forms.CharField(
        label=_("On whose word"),
        max_length=200,
        help_text=_("The authority that decided to take analysis up again."),
    )

    field_order = ["authority", "reason"]
