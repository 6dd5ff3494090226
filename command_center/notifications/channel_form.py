"""Entering a channel, and changing it. What is secret is never shown again."""

import base64
import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from standardwebhooks import Webhook

from command_center.alerts.severity import severity_choices
from command_center.notifications.channel import Channel, Form
from command_center.notifications.receivers import NotAllowed, check_written
from command_center.notifications.senders.authority import trusting
from command_center.venues.models import Venue, kind_choices
from command_center.venues.sealed import UNREADABLE

MOST_RECIPIENTS = 50
LEAST_SECRET_BYTES, MOST_SECRET_BYTES = 24, 64
SCHEMES = {Form.WEBHOOK: ("https", "http"), Form.MQTT: ("mqtts", "mqtt")}
OF_FORM = {
    Form.EMAIL: ("recipients",),
    Form.WEBHOOK: ("address", "secret", "authority"),
    Form.MQTT: ("address", "user", "password", "topic", "authority"),
}
"""Fields of one form only; all others are of each."""

SECRETS = ("address", "secret", "password")


class ChannelForm(forms.ModelForm):  # type: ignore[type-arg]
    recipients = SimpleArrayField(
        forms.EmailField(),
        max_length=MOST_RECIPIENTS,
        label=_("Recipients"),
        help_text=_("Addresses with commas between them."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of event"),
        required=False,
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all."),
    )
    severities = forms.MultipleChoiceField(
        label=_("Priorities"),
        required=False,
        choices=severity_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all."),
    )
    venues = forms.TypedMultipleChoiceField(
        label=_("Venues"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all."),
    )

    class Meta:
        model = Channel
        fields = [
            "name",
            "is_enabled",
            "language",
            "recipients",
            "address",
            "secret",
            "user",
            "password",
            "topic",
            "authority",
            "tells_alerts",
            "severities",
            "kinds",
            "venues",
            "once_a_situation",
            "tells_put_aside",
            "tells_escalations",
            "tells_cameras",
            "tells_site",
            "silent_after_min",
        ]
        labels = {
            "name": _("Name"),
            "is_enabled": _("In use"),
            "language": _("Language"),
            "address": _("Address"),
            "secret": _("Signing secret"),
            "user": _("User"),
            "password": _("Password"),
            "topic": _("Topic"),
            "authority": _("Certificate of the authority"),
            "tells_alerts": _("Alerts"),
            "once_a_situation": _("Only the first alert of a situation"),
            "tells_put_aside": _("Also what people have shelved or suppressed"),
            "tells_escalations": _("Escalations, and the check of the desk"),
            "tells_cameras": _("Cameras that show nothing, or not what they should"),
            "tells_site": _("Troubles of the storage and of the journal"),
            "silent_after_min": _("Alarm after so many minutes of silence"),
        }
        help_texts = {
            "topic": _("Before each topic, as vigie in vigie/3/12/alerts/intrusion."),
            "authority": _("PEM. Empty: whom this server trusts anyway."),
            "silent_after_min": _("A channel is tried each hour where nothing goes by it."),
        }
        widgets = {
            "secret": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "password": forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            "address": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "authority": forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        }

    def __init__(self, channel: Channel, *args: Any, **given: Any) -> None:
        given["instance"] = channel
        super().__init__(*args, **given)
        self.form_of = Form(channel.form)
        known = {name: getattr(channel, name) for name in SECRETS}
        self._known = {name: "" if text == UNREADABLE else text for name, text in known.items()}
        for name in {name for names in OF_FORM.values() for name in names}:
            if name not in OF_FORM[self.form_of]:
                del self.fields[name]
        self._offer()
        self._hide_what_is_secret()

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip() or self._known["address"]
        if not address:
            raise ValidationError(gettext("Write where it leads."))
        try:
            check_written(address, SCHEMES[self.form_of])
        except NotAllowed as error:
            raise ValidationError(str(error)) from None
        return address

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"]).strip() or self._known["secret"]
        if not is_secret(secret):
            raise ValidationError(gettext("Write whsec_ and 24 to 64 bytes in Base64 after it."))
        return secret

    def clean_password(self) -> str:
        return str(self.cleaned_data["password"]) or self._known["password"]

    def clean_authority(self) -> str:
        authority = str(self.cleaned_data["authority"]).strip()
        try:
            trusting(authority)
        except (OSError, ValueError):
            raise ValidationError(gettext("This is no certificate in PEM.")) from None
        return authority

    def _offer(self) -> None:
        languages = [(code, str(name)) for code, name in settings.LANGUAGES]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)
        venues: Any = self.fields["venues"]
        venues.choices = list(Venue.objects.order_by("name").values_list("pk", "name"))

    def _hide_what_is_secret(self) -> None:
        """Of one that is known the field is empty, and what is left empty stays."""
        is_new = self.instance.pk is None
        for name in set(SECRETS) & set(self.fields):
            self.fields[name].required = False
            self.initial[name] = new_secret() if is_new and name == "secret" else ""
            if not is_new and self._known[name]:
                self.fields[name].help_text = _("Kept as it is where you write nothing.")
        if is_new and "secret" in self.fields:
            self.fields["secret"].help_text = _(
                "Copy it to the receiver now: it is not shown again."
            )


def new_secret() -> str:
    """As Standard Webhooks writes them."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def is_secret(text: str) -> bool:
    try:
        raw = base64.b64decode(text.removeprefix("whsec_"), validate=True)
        Webhook(text)
    except Exception:
        return False
    return LEAST_SECRET_BYTES <= len(raw) <= MOST_SECRET_BYTES
