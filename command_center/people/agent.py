"""Agents: the people who may sign in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.contrib.auth.models import AbstractUser
from django.db.models import Q
from django.db.models.functions import Now

from command_center.people.reach import EVERYWHERE, NOWHERE, Reach, united
from command_center.people.role_rights import rights_of
from command_center.people.roles import Role
from command_center.people.seeing import SEEING
from command_center.people.standing import Standing, standing

if TYPE_CHECKING:
    from command_center.people.post import Post


class Agent(AbstractUser):
    """A person who signs in. Rights come from posts: a role, everywhere or at a venue; those that
    are given one by one, as a superuser's, reach everywhere. Rights that show pictures or alerts
    need an open standing too (Décret n° 2023-828, art. 18): superusers' as well."""

    _standing: Standing | None = None
    _posts: "Sequence[Post] | None" = None
    was_closed_by_standing = False
    """Whether a right that the agent has was refused for want of an open standing."""

    @property
    def standing(self) -> Standing:
        """Now; asked once for this object, which lives no longer than a request."""
        self._standing = self._standing or standing(self)
        return self._standing

    @property
    def posts_in_force(self) -> "Sequence[Post]":
        """Now; asked once for this object."""
        if self._posts is None:
            lasts = Q(ends_at=None) | Q(ends_at__gt=Now())
            held = self.posts.filter(lasts, revoked_at=None, starts_at__lte=Now())
            self._posts = list(held) if self.pk and self.is_active else []
        return self._posts

    def reach(self, perm: str) -> Reach:
        """Where the agent has that right; nowhere while the standing is closed."""
        reach = self._reach(perm)
        if not reach or perm not in SEEING or self.standing.is_open:
            return reach
        self.was_closed_by_standing = True
        return NOWHERE

    def has_perm(self, perm: str, obj: Any = None) -> bool:  # noqa: ARG002
        """Somewhere; where, `reach` says."""
        return bool(self.reach(perm))

    def has_module_perms(self, app_label: str) -> bool:
        posts = (self._rights_of(post) for post in self.posts_in_force)
        held = any(right.startswith(f"{app_label}.") for rights in posts for right in rights)
        return held or super().has_module_perms(app_label)

    async def ahas_perm(self, perm: str, obj: Any = None) -> bool:
        return await sync_to_async(self.has_perm)(perm, obj)

    def refresh_from_db(self, *args: Any, **given: Any) -> None:
        super().refresh_from_db(*args, **given)
        self._standing = self._posts = None

    def _reach(self, perm: str) -> Reach:
        if super().has_perm(perm):
            return EVERYWHERE
        posts = [post for post in self.posts_in_force if perm in self._rights_of(post)]
        return united((post.venue, post.cameras) for post in posts)

    @staticmethod
    def _rights_of(post: "Post") -> frozenset[str]:
        return rights_of(Role(post.role), at_one_venue=post.venue is not None)
