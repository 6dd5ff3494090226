"""Entering a venue, and changing it."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from command_center.venues.models import Venue

PARTS_OF_THE_WORLD = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"}
    | {"Pacific"}
)
"""The other names of time zones are of no place: Etc/GMT+5, EST."""


class VenueForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Venue
        fields = ["name", "time_zone"]
        labels = {"name": _("Name"), "time_zone": _("Time zone")}
        help_texts = {"time_zone": _("Empty the field and type a city: Paris, Martinique.")}
        widgets = {"time_zone": forms.TextInput({"list": "time-zones", "autocomplete": "off"})}

    def clean_time_zone(self) -> str:
        given = str(self.cleaned_data["time_zone"])
        if given not in time_zones():
            raise ValidationError(_("There is no such time zone: choose one of the list."))
        return given


@cache
def time_zones() -> tuple[str, ...]:
    """Those of a place."""
    found = available_timezones()
    return tuple(sorted(one for one in found if one.partition("/")[0] in PARTS_OF_THE_WORLD))


def offered_time_zones() -> list[tuple[str, str]]:
    """Each with its present offset, as UTC+01:00."""
    offsets = ((one, f"{datetime.now(ZoneInfo(one)):%z}") for one in time_zones())
    return [(one, f"UTC{offset[:3]}:{offset[3:5]}") for one, offset in offsets]
