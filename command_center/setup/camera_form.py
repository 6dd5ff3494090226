"""Entering a camera, and changing it. Its password goes in and never comes out again."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command_center.people.reach import NOWHERE, Reach
from command_center.register.standing import general_names
from command_center.setup.allowed_address import allowed
from command_center.setup.credentials import Credentials, joined, parted
from command_center.setup.given_zones import LONGEST_REASON
from command_center.setup.withheld import revealed
from command_center.venues.models import Camera, Venue
from command_center.venues.versions import latest_number
from detection.source.address import withheld

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CameraForm(forms.ModelForm):  # type: ignore[type-arg]
    address = forms.CharField(
        label=_("Address"),
        max_length=400,
        help_text=_("As rtsp://192.0.2.10/stream1; without user name and password."),
    )
    sub_address = forms.CharField(
        label=_("Address of its sub-stream"),
        max_length=400,
        required=False,
        help_text=_("The same view with fewer pixels, for small tiles."),
    )
    user = forms.CharField(label=_("User name"), max_length=100, required=False)
    password = forms.CharField(
        label=_("Password"),
        max_length=100,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    model = forms.ChoiceField(label=_("Model"), required=False)
    reason = forms.CharField(label=_("Reason for the change"), max_length=LONGEST_REASON)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Camera
        fields = ["venue", "name", "queue", "analysed_per_s", "model", "is_enabled"]
        labels = {"venue": _("Venue")}

    def __init__(self, *args: Any, reach: Reach = NOWHERE, **kwargs: Any) -> None:
        """Offers the venues that `reach` covers wholly; that of a camera that there is, stays."""
        super().__init__(*args, **kwargs)
        within = Q(pk=self.instance.venue_id) if self.instance.pk else reach.wholly_of("pk")
        self.fields["venue"].queryset = Venue.objects.filter(within).order_by("name")  # type: ignore[attr-defined]
        self._address = self._sub_address = ""
        self._kept = Credentials()
        self.fields["model"].choices = _models(self.instance.model)  # type: ignore[attr-defined]
        if self.instance.pk is None:
            del self.fields["reason"], self.fields["based_on"]
            return
        self.fields["venue"].disabled = True
        self.fields["password"].help_text = _("Leave it empty to keep the present one.")
        self._address, self._kept = parted(self.instance.url)
        self._sub_address, _sub = parted(self.instance.sub_url)
        self.initial["address"] = withheld(self._address)
        self.initial["sub_address"] = withheld(self._sub_address)
        self.initial["user"] = self._kept.user
        self.initial["based_on"] = latest_number(self.instance)

    def clean_address(self) -> str:
        return allowed(_without_credentials(revealed(self.cleaned_data["address"], self._address)))

    def clean_sub_address(self) -> str:
        given = self.cleaned_data["sub_address"]
        return allowed(_without_credentials(revealed(given, self._sub_address))) if given else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        credentials = self._credentials(given)
        self.instance.url = joined(given.get("address", ""), credentials)
        self.instance.sub_url = joined(given.get("sub_address", ""), credentials)
        return given

    def save(self, commit: bool = True) -> Camera:
        """Of a camera that there is, only what the form shows: others may change the rest."""
        if self.instance.pk is None:
            saved: Camera = super().save(commit)
            return saved
        self.instance.save(update_fields=[*self._meta.fields, "url", "sub_url"])
        return self.instance

    def _credentials(self, given: dict[str, Any]) -> Credentials:
        """The kept ones go to the hosts that have them already, and to no other."""
        typed = Credentials(given.get("user", ""), given.get("password", ""))
        if typed.password or typed.user != self._kept.user or not self._kept.password:
            return typed
        known = {_host(self._address), _host(self._sub_address), ""}
        if {_host(given.get("address", "")), _host(given.get("sub_address", ""))} <= known:
            return self._kept
        self.add_error("password", _("The camera is another: enter its password."))
        return Credentials()


def _models(present: str) -> "list[tuple[str, StrOrPromise]]":
    """The present one too, though it were retired: saving must not change it unasked."""
    general = _("The general one of this installation (%(model)s)") % {"model": settings.MODEL}
    names = sorted({*general_names(), *filter(None, [present])})
    return [("", general), *((name, name) for name in names)]


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower() if "://" in address else ""


def _without_credentials(address: str) -> str:
    if "://" in address and "@" in urlsplit(address).netloc:
        raise ValidationError(_("Write the user name and the password in their own fields."))
    return address
