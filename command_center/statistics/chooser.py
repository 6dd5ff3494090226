"""The form by which a reader chooses of what figures are."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Order
from command_center.people.reach import Reach
from command_center.statistics.asked import Asked
from command_center.statistics.period import (
    UNIT_LABELS,
    Period,
    Unit,
    around,
    between,
    of_order,
)
from command_center.venues.models import KIND_LABELS, Camera, Venue, Zone
from detection.kinds import EventKind

LONGEST_DAYS = 366
ALL = _("all")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class ChooserForm(forms.Form):
    """Only what `reach` covers can be chosen; of what is wrong or missing, the usual is shown: the
    present week, everywhere. `on`: a day of the day, week or month that is meant."""

    period = forms.ChoiceField(
        label=_("Period"), choices=[(unit.value, UNIT_LABELS[unit]) for unit in Unit]
    )
    on = _day(_("Day"))
    order = forms.ModelChoiceField(
        Order.objects.all(), label=_("Order"), required=False, empty_label=ALL
    )
    since = _day(_("From"))
    until = _day(_("To"))
    venue = forms.ModelChoiceField(
        Venue.objects.order_by("name"), label=_("Venue"), required=False, empty_label=ALL
    )
    camera = forms.ModelChoiceField(
        Camera.objects.all(), label=_("Camera"), required=False, empty_label=ALL
    )
    zone = forms.ChoiceField(label=_("Zone"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of event"),
        required=False,
        choices=[("", ALL), *((kind.value, KIND_LABELS[kind]) for kind in EventKind)],
    )

    def __init__(self, reach: Reach, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.reach = reach
        self._offer("venue", reach.of("pk"))
        self._offer("order", reach.of("venue_id"))
        self._offer("camera", reach.of("venue_id", "pk"))
        zones = Zone.objects.filter(reach.of("camera__venue_id", "camera_id"))
        names = zones.order_by("name").values_list("name", flat=True).distinct()
        choices = [("", ALL), *((name, name) for name in names)]
        self.fields["zone"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
        if since and until and (until - since).days >= LONGEST_DAYS:
            self.add_error("until", _("A year at most: choose nearer days."))
        return given

    def asked(self) -> Asked:
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        order, venue, camera = (given.get(name) for name in ("order", "venue", "camera"))
        at = camera.venue if camera else venue or (order.venue if order else None)
        clock = ZoneInfo(at.time_zone) if at else timezone.get_current_timezone()
        return Asked(
            reach=self.reach,
            period=_period(given, order, ZoneInfo(str(clock))),
            order=order,
            venue=venue,
            camera=camera,
            kind=given.get("kind", ""),
            zone=given.get("zone", ""),
            is_demonstration=order.is_demonstration if order else _is_demonstration_only(),
        )

    def _offer(self, name: str, condition: Any) -> None:
        field = self.fields[name]
        field.queryset = field.queryset.filter(condition)  # type: ignore[attr-defined]


def _period(given: dict[str, Any], order: Order | None, clock: ZoneInfo) -> Period:
    unit = Unit(given.get("period") or Unit.WEEK)
    day: date = given.get("on") or timezone.now().astimezone(clock).date()
    if unit is Unit.ORDER and order:
        return of_order(order, clock)
    if unit is Unit.DATES and given.get("since"):
        return between(given["since"], given.get("until") or max(given["since"], day), clock)
    return around(unit if unit not in {Unit.ORDER, Unit.DATES} else Unit.WEEK, day, clock)


def _is_demonstration_only() -> bool:
    return not Order.objects.filter(is_demonstration=False).exists()
