"""One thread at a time sends by a channel, of all workers: a lease by PostgreSQL's clock."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from command_center.notifications.channel_state import ChannelState

HELD_FOR = timedelta(seconds=60)
"""Longer than any try. Whoever dies leaves the channel to others after it."""


def hold(channel_id: int, holder: str) -> bool:
    """Taken, or held on to."""
    free = Q(held_until=None) | Q(held_until__lt=Now()) | Q(holder=holder)
    mine = ChannelState.objects.filter(free, channel=channel_id)
    return bool(mine.update(holder=holder, held_until=Now() + HELD_FOR))


def let_go(channel_id: int, holder: str) -> None:
    ChannelState.objects.filter(channel=channel_id, holder=holder).update(held_until=None)
