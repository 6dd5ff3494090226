"""Entering an order."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Order
from command_center.venues.models import KIND_LABELS, kind_choices
from detection.register import kinds_missing_from, registered


class OrderForm(forms.ModelForm):  # type: ignore[type-arg]
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of event"), choices=kind_choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = sorted(kinds_missing_from(registered(settings.MODELS_DIR)))
        if missing:
            text = _("Not found by this installation, for want of a model: %(kinds)s.")
            kinds = ", ".join(str(KIND_LABELS[kind]) for kind in missing)
            self.fields["kinds"].help_text = text % {"kinds": kinds}

    class Meta:
        model = Order
        fields = [
            *("reference", "authority", "service", "event", "reasons", "perimeter"),
            *("venue", "cameras", "kinds", "starts_at", "ends_at", "publication"),
            *("certificate", "renews"),
        ]
        widgets = {
            "cameras": forms.CheckboxSelectMultiple,
            "starts_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
            "ends_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._check_window(given)
        self._check_cameras(given)
        return given

    def _check_window(self, given: dict[str, Any]) -> None:
        starts_at, ends_at = given.get("starts_at"), given.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end must come after the start."))

    def _check_cameras(self, given: dict[str, Any]) -> None:
        venue = given.get("venue")
        strangers = [camera.name for camera in given.get("cameras", []) if camera.venue != venue]
        if venue and strangers:
            message = _("Not a camera of %(venue)s: %(cameras)s.")
            self.add_error("cameras", message % {"venue": venue, "cameras": ", ".join(strangers)})
