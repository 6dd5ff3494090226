"""Which layouts somebody may show, and which change."""

from django.db.models import Q, QuerySet

from command_center.people.models import Agent
from command_center.wall.models import FirstLayout, Layout

SEEN, OWN, SHARED = "venues.view_camera", "wall.add_layout", "wall.share_layout"


def offered(agent: Agent) -> QuerySet[Layout]:
    """One's own first, then those of the venues of which one sees any camera."""
    shared = Q(venue__isnull=False) & agent.reach(SEEN).of("venue_id")
    found = Layout.objects.filter(Q(agent=agent) | shared)
    return found.select_related("venue").order_by("venue__name", "name")


def changeable(agent: Agent) -> QuerySet[Layout]:
    """One's own; a venue's by whoever may arrange walls for the whole of it."""
    shared = Q(venue__isnull=False) & agent.reach(SHARED).wholly_of("venue_id")
    own = Q(agent=agent) if agent.has_perm(OWN) else Q(pk__in=[])
    return Layout.objects.filter(own | shared).select_related("venue")


def first_of(agent: Agent) -> Layout | None:
    """With which the wall opens; None where it was not chosen, or is not offered any more."""
    first = FirstLayout.objects.filter(agent=agent).values_list("layout", flat=True)
    return offered(agent).filter(pk__in=first).first()
