"""Entering an order as the prefect signed it."""

from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.law.local_time import TimeRefused, instant
from command_center.law.models import Certificate, Order
from command_center.law.order_fields import (
    LocalMinuteField,
    RenewedOrderField,
    VenueChoiceField,
    VenueSelect,
)
from command_center.law.order_window import window_faults
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.reached import offer_wholly
from command_center.people.service import Service
from command_center.venues.models import Camera, Venue, kind_choices

UTC_ZONE = ZoneInfo("UTC")


class OrderForm(forms.ModelForm):  # type: ignore[type-arg]
    """`starts_at` and `ends_at` are typed by the venue's clock, and are instants when cleaned."""

    venue = VenueChoiceField(
        label=_("Venue"),
        queryset=Venue.objects.order_by("name"),
        widget=VenueSelect,
        empty_label="–",
        help_text=_("Its time zone stands beside its name."),
    )
    service = forms.ChoiceField(
        label=_("Service responsible"),
        choices=lambda: [("", "–"), *Service.choices],
        help_text=_("The controller: one of the five that the decree names."),
    )
    event = forms.CharField(label=_("Event"), max_length=200)
    reasons = forms.CharField(
        label=_("Reasons"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    perimeter = forms.CharField(
        label=_("Perimeter"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    cameras = forms.ModelMultipleChoiceField(
        label=_("Cameras"),
        queryset=Camera.objects.select_related("venue"),
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of event"),
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("“%(value)s” is not one of the eight kinds that the law allows.")
        },
    )
    starts_at = LocalMinuteField(label=_("Start"))
    ends_at = LocalMinuteField(
        label=_("End"), help_text=_("One month after the start at the latest.")
    )
    certificate = forms.ModelChoiceField(
        label=_("Certificate"),
        required=False,
        queryset=Certificate.objects.all(),
        empty_label="–",
        help_text=_("Of the software that alone may run under it; none: any version."),
    )
    renews = RenewedOrderField(
        label=_("Renews"),
        empty_label="–",
        required=False,
        queryset=Order.objects.filter(is_demonstration=False).select_related("venue"),
        help_text=_("The order that this one follows: a renewal is an order of its own."),
    )

    class Meta:
        model = Order
        fields = [
            *("reference", "authority", "service", "event", "reasons", "perimeter"),
            *("venue", "cameras", "kinds", "starts_at", "ends_at", "publication"),
            *("certificate", "renews"),
        ]
        labels = {
            "reference": _("Reference"),
            "authority": _("Authority"),
            "publication": _("Address of its publication"),
        }
        help_texts = {
            "publication": _("Where the public can read it, if it is published on the web."),
        }
        error_messages = {
            "reference": {"unique": _("An order of this reference is entered already.")}
        }
        widgets = {"publication": forms.URLInput}

    def __init__(self, reach: Reach, *args: Any, **given: Any) -> None:
        """Offers and takes only what `reach` covers wholly."""
        super().__init__(*args, **given)
        offer_wholly(self, reach, venue="pk", cameras="venue_id", renews="venue_id")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        venue: Venue | None = given.get("venue")
        if venue is not None:
            self._check_cameras(given, venue)
            self._check_renewed(given, venue)
        self._set_window(given, ZoneInfo(venue.time_zone) if venue else None)
        return given

    def _check_cameras(self, given: dict[str, Any], venue: Venue) -> None:
        strangers = [one.name for one in given.get("cameras", []) if one.venue_id != venue.pk]
        if strangers:
            message = _("Not a camera of %(venue)s: %(cameras)s.")
            self.add_error("cameras", message % {"venue": venue, "cameras": ", ".join(strangers)})

    def _check_renewed(self, given: dict[str, Any], venue: Venue) -> None:
        renewed: Order | None = given.get("renews")
        if renewed is not None and renewed.venue_id != venue.pk:
            message = _("%(order)s is an order for %(venue)s: it cannot be renewed here.")
            self.add_error("renews", message % {"order": renewed, "venue": renewed.venue})

    def _set_window(self, given: dict[str, Any], zone: ZoneInfo | None) -> None:
        """Without a venue nobody knows which instants are meant, and the form is refused anyway."""
        for name in ("starts_at", "ends_at"):
            local = given.get(name)
            if local is not None:
                try:
                    given[name] = instant(local, zone or UTC_ZONE)
                except TimeRefused as refusal:
                    self.add_error(name, str(refusal))
        if zone is not None and "starts_at" in given and "ends_at" in given:
            window = given["starts_at"], given["ends_at"]
            for fault in window_faults(*window, zone, timezone.now()):
                self.add_error("ends_at", fault)

    def enter(self, by: Agent) -> Order | None:
        """Of a valid form; None where PostgreSQL refused it, which the form then tells."""
        self.instance.entered_by = by
        try:
            with transaction.atomic():
                return cast(Order, self.save())
        except IntegrityError as refusal:
            self.instance.pk, self.instance._state.adding = None, True
            self.add_error(None, _refusal(refusal))
            return None


def _refusal(refusal: IntegrityError) -> str:
    """What slipped through, since something changed meanwhile."""
    diagnosis = getattr(refusal.__cause__, "diag", None)
    told = getattr(diagnosis, "message_primary", None) or str(refusal)
    return _("The database refused this order: %(why)s.") % {"why": told}
