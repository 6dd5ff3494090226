"""The fields of an order's form that know of venues and their clocks."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.law.local_time import MINUTE


class LocalMinuteField(forms.DateTimeField):
    """A time by the venue's clock: naive until the venue is known, and told to the minute."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE)
    default_error_messages = {
        "invalid": _("A day and a time to the minute, like 2026-11-28T20:45.")
    }

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            return datetime.strptime(str(value).strip(), MINUTE)  # noqa: DTZ007 (clean() adds it)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from None


class VenueSelect(forms.Select):
    """Each venue carries its time zone, which the page shows beside the times."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["data-zone"] = value.instance.time_zone
        return option


class VenueChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.time_zone})"


class RenewedOrderField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.reference} ({obj.venue.name})"
