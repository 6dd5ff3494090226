"""Handing over, taking over and withdrawing."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command_center.incidents.acting import NotDone
from command_center.incidents.handing import hand_over, take_over
from command_center.incidents.models import HandOver, Incident
from command_center.incidents.opening_form import NO_PERSON
from command_center.incidents.places import within
from command_center.incidents.rows import IncidentRow
from command_center.incidents.state import State
from command_center.incidents.takers import possible_takers
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.venues.models import Venue

CHANGE = "incidents.change_incident"


class HandOverForm(forms.Form):
    """At one venue: which of its incidents, to whom, and what they must know."""

    incidents = forms.ModelMultipleChoiceField(Incident.objects.none(), required=False)
    to = forms.ModelChoiceField(
        Agent.objects.none(),
        label=gettext_lazy("To whom"),
        required=False,
        empty_label=gettext_lazy("the next shift: whoever comes first"),
    )
    words = forms.CharField(
        label=gettext_lazy("What the next shift must know"),
        max_length=4000,
        help_text=NO_PERSON,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, venue: Venue, by: Agent, reach: Reach, data: Any = None) -> None:
        open_ones = Incident.objects.filter(within(reach, wholly=True), venue=venue)
        self.offered = open_ones.exclude(state=State.CLOSED).select_related("assigned_to")
        self.venue, self.by, self.reach = venue, by, reach
        super().__init__(data)
        self.fields["incidents"].queryset = self.offered  # type: ignore[attr-defined]
        takers = possible_takers(venue).exclude(pk=by.pk)
        self.fields["to"].queryset = takers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        is_whole = self.reach.is_everywhere or self.venue.pk in self.reach.whole_venues()
        if not is_whole and not self.cleaned_data.get("incidents"):
            self.add_error(None, _("Choose an incident: your right reaches cameras of it only."))
        return self.cleaned_data

    def rows(self) -> list[tuple[IncidentRow, bool]]:
        """Each with whether it is chosen: at first those of the giver."""
        given = cast("QueryDict", self.data)
        chosen = set(given.getlist("incidents")) if self.is_bound else None
        return [
            (
                IncidentRow(one),
                one.assigned_to_id == self.by.pk if chosen is None else str(one.pk) in chosen,
            )
            for one in self.offered
        ]


@require_http_methods(["GET", "POST"])
@never_cache
@right(CHANGE, looks=True, filtered=True)
def hand_over_new(request: HttpRequest) -> HttpResponse:
    agent, reach = cast(Agent, request.user), reach_of(request, CHANGE)
    venues = list(Venue.objects.filter(reach.of("pk")).order_by("name"))
    venue = _chosen(venues, request.GET.get("venue", ""))
    form = HandOverForm(venue, agent, reach, request.POST or None) if venue else None
    if form and form.is_valid():
        given = HandOver(
            venue=form.venue, by=agent, to=form.cleaned_data["to"], words=form.cleaned_data["words"]
        )
        hand_over(given, form.cleaned_data["incidents"])
        messages.success(request, _("Handed over. It waits until somebody takes it."))
        return redirect("incidents")
    context = {"form": form, "venues": venues, "venue": venue}
    status = 400 if form and form.is_bound else 200
    return render(request, "pages/incidents/hand_over.html", context, status=status)


@right(CHANGE)
@require_POST
def hand_over_answer(request: HttpRequest, hand_over_id: int, answer: str) -> HttpResponse:
    agent = cast(Agent, request.user)
    if answer == "take":
        try:
            take_over(hand_over_id, agent)
            messages.success(request, _("Taken over: what is open of it is yours now."))
        except NotDone as refusal:
            messages.error(request, str(refusal))
    elif answer == "withdraw":
        is_done = HandOver.objects.withdraw(hand_over_id, agent)
        told = _("Withdrawn.") if is_done else _("It is taken or withdrawn already, or not yours.")
        messages.info(request, told)
    else:
        raise Http404
    return redirect("incidents")


def _chosen(venues: list[Venue], asked: str) -> Venue | None:
    """The only one needs no choice."""
    if len(venues) == 1:
        return venues[0]
    return next((one for one in venues if str(one.pk) == asked), None)
