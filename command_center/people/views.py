"""Pages of the people: who may see what today and why; one agent with all that was entered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.people.agent_rows import agent_rows, all_agents
from command_center.people.door import right
from command_center.people.models import Agent


@right("people.view_agent", looks=True)
@require_GET
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    rows = agent_rows(all_agents())
    context: dict[str, Any] = {
        "seeing": [row for row in rows if row.may_see],
        "others": [row for row in rows if not row.may_see],
        "ending": [row for row in rows if row.ends_soon],
    }
    return render(request, "pages/people/people.html", context)


@right("people.view_agent", looks=True)
@require_GET
@never_cache
def person(request: HttpRequest, agent_id: int) -> HttpResponse:
    get_object_or_404(Agent, pk=agent_id)
    (row,) = agent_rows(one for one in all_agents() if one.pk == agent_id)
    return render(request, "pages/people/person.html", {"row": row, "now": row.standing.at})
