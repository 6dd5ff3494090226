"""Forms: what is evaluated, how many moments are looked at, what was seen in one."""

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.evaluation.models import Sampling
from command_center.evaluation.sampling import MOST_PER_HOUR
from command_center.evaluation.selection import Selection
from command_center.law.models import Order
from command_center.people.reach import Reach
from command_center.people.reached import offer_wholly
from command_center.venues.models import KIND_LABELS, Venue
from detection.kinds import EventKind

USUAL_DAYS = 30
DAY = timedelta(days=1)


class SelectionForm(forms.Form):
    """Days in the time zone of this installation, both inclusive; an order brings its own."""

    order = forms.ModelChoiceField(
        Order.objects.all(), label=_("Order"), required=False, empty_label=_("all")
    )
    venue = forms.ModelChoiceField(
        Venue.objects.order_by("name"), label=_("Venue"), required=False, empty_label=_("all")
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, reach: Reach, *given: Any, **named: Any) -> None:
        """Of a whole venue that `reach` covers; only who reaches everywhere is shown all at once.
        Raises `PermissionDenied` for whoever has no whole venue."""
        super().__init__(*given, **named)
        self._is_everywhere = reach.is_everywhere
        if not reach.is_everywhere and not reach.whole_venues():
            raise PermissionDenied
        offer_wholly(self, reach, order="venue_id", venue="pk")
        if not reach.is_everywhere:
            self.fields["venue"].empty_label = None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
        return given

    def selection(self) -> Selection:
        """Of what is wrong or missing, the usual: the last thirty days, all venues and orders."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        order = given.get("order")
        venue: Venue | None = given.get("venue") or self._usual_venue()
        first, last = _days(order, given.get("since"), given.get("until"))
        return Selection(
            since=first,
            until=last,
            venue_id=venue.pk if venue else None,
            order_id=order and order.pk,
            is_demonstration=order.is_demonstration if order else _is_demonstration_only(),
        )

    def _usual_venue(self) -> Venue | None:
        """None: all of them."""
        field = cast("forms.ModelChoiceField[Venue]", self.fields["venue"])
        assert field.queryset is not None
        return None if self._is_everywhere else field.queryset.first()


def _days(order: Order | None, since: Any, until: Any) -> tuple[datetime, datetime]:
    today = timezone.localdate()
    first = _midnight(since or today - USUAL_DAYS * DAY)
    last = _midnight((until or today) + DAY)
    if order is None:
        return first, max(first, last)
    return first if since else order.starts_at, last if until else order.ends_at


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _is_demonstration_only() -> bool:
    return not Order.objects.filter(is_demonstration=False).exists()


class SamplingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Sampling
        fields = ("order", "per_hour", "reason")
        labels = {"order": _("Order"), "reason": _("Reason")}
        widgets = {"per_hour": forms.NumberInput({"min": 0, "max": MOST_PER_HOUR})}
        help_texts = {"per_hour": _("0 ends it")}

    def __init__(self, reach: Reach, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["order"].queryset = Order.objects.filter(  # type: ignore[attr-defined]
            reach.wholly_of("venue_id"), withdrawn_at=None, ends_at__gt=timezone.now()
        )


class GlimpseForm(forms.Form):
    """`seen`: of the kinds that are asked about, those of which there was an event."""

    seen = forms.MultipleChoiceField(
        label=_("There was"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, kinds: list[str], *given: Any) -> None:
        super().__init__(*given)
        asked = [EventKind(kind) for kind in kinds]
        self.fields["seen"].choices = [  # type: ignore[attr-defined]
            (kind.value, str(KIND_LABELS[kind])) for kind in asked
        ]
