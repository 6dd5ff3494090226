"""Agents: the people who may sign in."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.models import AbstractUser

from command_center.people.seeing import SEEING
from command_center.people.standing import Standing, standing


class Agent(AbstractUser):
    """A person who signs in. Rights that show pictures or alerts need an open standing too
    (Décret n° 2023-828, art. 18): superusers' as well."""

    _standing: Standing | None = None
    was_closed_by_standing = False
    """Whether a right that the agent has was refused for want of an open standing."""

    @property
    def standing(self) -> Standing:
        """Now; asked once for this object, which lives no longer than a request."""
        self._standing = self._standing or standing(self)
        return self._standing

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        if not super().has_perm(perm, obj):
            return False
        if perm not in SEEING or self.standing.is_open:
            return True
        self.was_closed_by_standing = True
        return False

    async def ahas_perm(self, perm: str, obj: Any = None) -> bool:
        return await sync_to_async(self.has_perm)(perm, obj)

    def refresh_from_db(self, *args: Any, **given: Any) -> None:
        super().refresh_from_db(*args, **given)
        self._standing = None
