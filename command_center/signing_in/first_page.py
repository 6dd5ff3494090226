"""Where somebody who asked for no page in particular comes in: at the first one that is theirs."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from command_center.people.models import Agent

View = Callable[[HttpRequest], HttpResponseBase]

FIRST_PAGES = (
    ("wall", "venues.view_camera", "alerts.view_alert"),
    ("legal", "law.view_regime"),
    ("orders", "law.view_order"),
    ("health", "health.view_health"),
    ("models", "register.view_registeredmodel"),
    ("venues", "venues.view_venue"),
)
"""Each with the rights that it needs."""


def first_page(agent: Agent) -> str:
    """Its address. The wall where only a closed standing keeps somebody from it, or where nothing
    is theirs: it says what is missing, and whom to ask."""
    for name, *rights in FIRST_PAGES:
        if agent.has_perms(rights) or agent.was_closed_by_standing:
            return reverse(name)
    return reverse("wall")


def else_first_page(view: View) -> View:
    """For the page where the brand leads: whoever has another first page is led on to it. Stands
    before the view's door, which tells all others why not."""

    @wraps(view)
    def led(request: HttpRequest) -> HttpResponseBase:
        agent = request.user
        own = first_page(agent) if isinstance(agent, Agent) else request.path
        return view(request) if own == request.path else redirect(own)

    return led
