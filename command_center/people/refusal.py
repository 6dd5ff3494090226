"""The answer to a page that an agent may not see: in words, why not and whom to ask."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from command_center.journal.asked import asked
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of
from command_center.people.agent import Agent

NAMED = 5


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Handles 403 (`handler403`). The standing is told only where it is what closed the page."""
    context: dict[str, Any] = {}
    user = getattr(request, "user", None)
    if isinstance(user, Agent):
        note_refused(request)
    if isinstance(user, Agent) and user.was_closed_by_standing:
        context = {"standing": user.standing, "designators": designators()}
    return render(request, "403.html", context, status=403)


def note_refused(request: HttpRequest) -> None:
    """The journal keeps that somebody came to a door that is not theirs."""
    detail = {"asked": asked(request), "method": request.method}
    note(Operation.ACCESS, Thing("refused", detail=detail), origin_of(request))


def designators() -> Sequence[Agent]:
    """Some of those who may designate."""
    may = "people.add_designation"
    agents = Agent.objects.filter(is_active=True).order_by("pk")
    return [agent for agent in agents if agent.has_perm(may)][:NAMED]
