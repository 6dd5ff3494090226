"""Where somebody who asked for no page in particular comes in: at the first one that is theirs."""

from django.urls import reverse

from command_center.people.models import Agent

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
