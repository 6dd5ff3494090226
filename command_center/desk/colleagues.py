"""Who may have a situation in hand: whoever acts at its place, and may see at this instant."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from command_center.people.models import Agent, Post
from command_center.people.reach import Place
from command_center.people.role_rights import rights_of
from command_center.people.roles import Role
from command_center.people.standing import standings

RIGHT = "desk.add_act"
ROLES = [role for role in Role if RIGHT in rights_of(role, at_one_venue=True)]


def colleagues(place: Place) -> list[Agent]:
    """By name; two questions, however many there are."""
    found = list(_with_the_right(place).order_by("username"))
    known = standings(found)
    return [one for one in found if known[one.pk].is_open]


def may_take(agent: Agent, place: Place) -> bool:
    return agent.is_active and agent.reach(RIGHT).covers(place)


def _with_the_right(place: Place) -> "QuerySet[Agent]":
    lasts = Q(ends_at=None) | Q(ends_at__gt=Now())
    posts = Post.objects.filter(lasts, revoked_at=None, starts_at__lte=Now(), role__in=ROLES)
    whole = Q(venue=None) | Q(venue=place.venue, cameras=[])
    there = posts.filter(whole | Q(venue=place.venue, cameras__contains=[place.camera]))
    of_its_own = Q(
        user_permissions__codename="add_act", user_permissions__content_type__app_label="desk"
    )
    found = Agent.objects.filter(
        Q(pk__in=there.values("agent")) | of_its_own | Q(is_superuser=True), is_active=True
    )
    return found.distinct()
