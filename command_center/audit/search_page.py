"""The page that searches the journal, and one entry of it in full."""

from datetime import timedelta
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.audit.criteria import Criteria
from command_center.audit.inquiry import inquiring, inquiry_words
from command_center.audit.proof_words import proof_of
from command_center.audit.rows import entry_rows
from command_center.audit.saved_pages import offered_searches
from command_center.audit.search_form import SearchForm
from command_center.audit.searching import Position, search
from command_center.journal.models import Entry
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.venues.models import Camera

ENDS_WITHIN = timedelta(days=7)
"""Of a look that lasts; a session lasts some hours, and a server may have been away."""


@right("journal.view_entry", looks=True, filtered=True)
@require_GET
@never_cache
@inquiring
def journal(request: HttpRequest) -> HttpResponse:
    reach = reach_of(request)
    form = SearchForm(request.GET, reach)
    context: dict[str, Any] = {
        "form": form,
        "inquiry": inquiry_words(request),
        "saved": offered_searches(cast(Agent, request.user)),
        "asked": form.asked(),
    }
    if not form.is_valid():
        return render(request, "pages/audit/journal.html", context, status=400)
    criteria = form.criteria()
    page = search(criteria, _position(request), reach)
    looked_at(request, [searched(criteria, len(page.entries), reach)])
    context |= {"rows": entry_rows(page.entries), "after": page.after}
    return render(request, "pages/audit/journal.html", context)


@right("journal.view_entry", looks=True, filtered=True)
@require_GET
@never_cache
@inquiring
def journal_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = found_entry(request, entry_id)
    of_the_same = Entry.objects.filter(object_kind=entry.object_kind, object_id=entry.object_id)
    soon = of_the_same.filter(at__gte=entry.at, at__lt=entry.at + ENDS_WITHIN)
    ends = soon.filter(detail__begun=entry.pk).order_by("at").first()
    looked_at(request, [Thing("journal_entry", entry.pk, entry.camera, entry.venue)])
    context = {
        "row": entry_rows([entry])[0],
        "ends": ends,
        "proof": proof_of(entry),
        "inquiry": inquiry_words(request),
    }
    return render(request, "pages/audit/entry.html", context)


def reach_of(request: HttpRequest) -> Reach:
    return cast(Agent, request.user).reach("journal.view_entry")


def found_entry(request: HttpRequest, entry_id: int) -> Entry:
    """Raises `Http404`, also for one beyond the reach of whoever asks."""
    reach = reach_of(request)
    found = Entry.objects.filter(reach.of("venue", "camera"), pk=entry_id).first()
    if found is None:
        raise Http404
    return found


def searched(criteria: Criteria, shown: int, reach: Reach, kind: str = "journal_search") -> Thing:
    """What the journal keeps of a look into itself: found under the camera that it was about."""
    venue = criteria.venue
    if criteria.camera:
        of_camera = Camera.objects.filter(pk=criteria.camera).values_list("venue_id", flat=True)
        venue = of_camera.first() or venue
    if venue is None and len(reach.venues) == 1:
        (venue,) = reach.venues
    detail = {"criteria": criteria.said(), "shown": shown}
    return Thing(kind, camera=criteria.camera, venue=venue, detail=detail)


def _position(request: HttpRequest) -> Position | None:
    """Raises `Http404` for what no page of ours links to."""
    text = request.GET.get("after", "")
    try:
        return Position.parse(text) if text else None
    except ValueError as error:
        raise Http404 from error
