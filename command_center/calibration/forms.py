"""Beginning a calibration period."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

LASTS = {
    "PT15M": (timedelta(minutes=15), _("15 minutes")),
    "PT1H": (timedelta(hours=1), _("1 hour")),
    "PT4H": (timedelta(hours=4), _("4 hours")),
    "P1D": (timedelta(days=1), _("1 day")),
    "P7D": (timedelta(days=7), _("1 week")),
}
"""Durations as in ISO 8601."""


class PeriodForm(forms.Form):
    lasts = forms.ChoiceField(
        label=_("For how long"),
        choices=[(key, label) for key, (_length, label) in LASTS.items()],
        initial="PT1H",
        widget=forms.RadioSelect,
    )

    def length(self) -> timedelta:
        return LASTS[self.cleaned_data["lasts"]][0]
