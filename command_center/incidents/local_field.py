"""Times in forms: to the second, by the clock of the venue."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from command_center.law.local_time import TimeRefused, instant, local
from command_center.venues.models import Venue

SECOND = "%Y-%m-%dT%H:%M:%S"


def time_field(label: Any, *, required: bool = True) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local", "step": "1"}, SECOND)
    return forms.DateTimeField(label=label, required=required, widget=widget)


def shown_at(at: datetime | None, venue: Venue) -> datetime | None:
    """What such a field begins with."""
    return at and local(at, ZoneInfo(venue.time_zone)).replace(microsecond=0)


def read_times(form: forms.BaseForm, venue: Venue | None, *names: str) -> None:
    """Puts into the form's data the instants that were meant; its errors say what is none."""
    zone = ZoneInfo(venue.time_zone) if venue else timezone.get_current_timezone()
    for name in names:
        typed = form.cleaned_data.get(name)
        if typed is None:
            continue
        naive = timezone.make_naive(typed).replace(microsecond=0)
        try:
            form.cleaned_data[name] = instant(naive, zone)
        except TimeRefused as refusal:
            form.add_error(name, str(refusal))
