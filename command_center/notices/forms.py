"""What an administrator enters: a notice, an exemption, a contact, a correction."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Notice
from command_center.notices.models import Contact, Statement

INSTANT = "%Y-%m-%dT%H:%M"


class PublishForm(forms.Form):
    published_at = forms.DateTimeField(
        label=_("The public is informed since"),
        help_text=_("When the posters were hung. It may be in the past, and not in the future."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, INSTANT),
    )
    places = forms.CharField(
        label=_("Where the posters hang"),
        max_length=Notice._meta.get_field("places").max_length,
    )


class ExemptForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason of the exemption"),
        max_length=Notice._meta.get_field("reason").max_length,
        help_text=_(
            "The circumstances that forbid to inform the public, or the aim that it would defeat."
        ),
    )


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Contact
        fields = ["name", "address", "email", "phone", "data_protection_officer", "public_address"]
        widgets = {
            "address": forms.Textarea({"rows": 3}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
            "public_address": forms.URLInput(),
        }


class StatementForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Statement
        fields = ["french", "english", "source", "confirmation", "reason"]
        labels = {"reason": _("Reason for the change")}
        widgets = {
            "french": forms.Textarea({"rows": 4, "lang": "fr"}),
            "english": forms.Textarea({"rows": 4, "lang": "en"}),
        }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["french"].help_text = _("Each line is one thing said.")
