"""What a person says of a weekly report, and what a register is asked for."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Order
from command_center.people.reach import Reach
from command_center.people.reached import offer_wholly
from command_center.reports.models import Annex, Deadline
from command_center.reports.registers.register import Scope
from command_center.venues.models import Venue

LONGEST = 4000
USUAL_DAYS = 31


class ReviewForm(forms.Form):
    """`sha256`: of the draft that was read."""

    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They become part of the report. Nothing can be changed afterwards."),
    )
    sha256 = forms.CharField(widget=forms.HiddenInput)
    is_read = forms.BooleanField(label=_("I have read this report."))


class AnnexForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Annex
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class DeadlineForm(forms.ModelForm):  # type: ignore[type-arg]
    reason = forms.CharField(label=_("Reason of the correction"), max_length=300)

    class Meta:
        model = Deadline
        fields = ["days", "source", "confirmation", "reason"]


def _day(label: Any) -> forms.DateField:
    """As browsers write it in every language."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, input_formats=["%Y-%m-%d"], widget=widget)


class ScopeForm(forms.Form):
    """Days by the clock of the venue, or of the order's; else of Paris."""

    since = _day(_("From"))
    until = _day(_("To, inclusive"))
    order = forms.ModelChoiceField(
        Order.objects.select_related("venue"),
        label=_("Order"),
        required=False,
        empty_label=_("all orders"),
    )
    venue = forms.ModelChoiceField(
        Venue.objects.order_by("name"),
        label=_("Venue"),
        required=False,
        empty_label=_("all venues"),
    )

    def __init__(self, reach: Reach, given: Mapping[str, Any]) -> None:
        """Of a whole venue that `reach` covers; only who reaches everywhere is shown all at once.
        Raises `PermissionDenied` for whoever has no whole venue."""
        super().__init__(dict(given))
        self.is_of_all = reach.is_everywhere
        if not reach.is_everywhere and not reach.whole_venues():
            raise PermissionDenied
        offer_wholly(self, reach, order="venue_id", venue="pk")
        if not reach.is_everywhere:
            venues = cast("forms.ModelChoiceField[Venue]", self.fields["venue"])
            assert venues.queryset is not None
            venues.empty_label, venues.required = None, True
            first = venues.queryset.values_list("pk", flat=True).first()
            self.data = {"venue": str(first), **self.data}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first."))
        if until and until > date(date.max.year - 1, 1, 1):
            self.add_error("until", _("Check the year."))
        return given

    def scope(self) -> Scope:
        """Of a form that is valid."""
        given = self.cleaned_data
        order, venue = given["order"], given["venue"]
        place = venue or (order and order.venue)
        zone = ZoneInfo(place.time_zone if place else settings.TIME_ZONE)
        since = _midnight(given["since"], zone)
        until = _midnight(given["until"] + timedelta(days=1), zone)
        return Scope(since, until, zone, order, venue)


def usual_days() -> dict[str, str]:
    """The last month; what a register is opened with."""
    today = timezone.localdate()
    first = today - timedelta(days=USUAL_DAYS - 1)
    return {"since": first.isoformat(), "until": today.isoformat()}


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
