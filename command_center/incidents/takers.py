"""Who may see to an incident of a venue."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from command_center.people.models import Agent, Post
from command_center.people.role_rights import rights_of
from command_center.people.roles import Role
from command_center.venues.models import Venue

RIGHT = "incidents.change_incident"
ROLES = [role for role in Role if RIGHT in rights_of(role, at_one_venue=True)]


def possible_takers(venue: Venue) -> QuerySet[Agent]:
    """By post or by a right of their own. Their standing is asked when they do something."""
    lasts = Q(ends_at=None) | Q(ends_at__gt=Now())
    posts = Post.objects.filter(lasts, revoked_at=None, starts_at__lte=Now(), role__in=ROLES)
    there = posts.filter(Q(venue=None) | Q(venue=venue.pk))
    of_its_own = Q(
        user_permissions__codename="change_incident",
        user_permissions__content_type__app_label="incidents",
    )
    found = Agent.objects.filter(
        Q(pk__in=there.values("agent")) | of_its_own | Q(is_superuser=True), is_active=True
    )
    return found.distinct().order_by("username")
