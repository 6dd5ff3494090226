"""A channel by which nothing goes proves each hour that something would."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from command_center.notifications.answer import Answer
from command_center.notifications.channel import Channel
from command_center.notifications.channel_state import ChannelState
from command_center.notifications.sending import note_condition

PROBED_EVERY = timedelta(hours=1)
AGAIN_AFTER = timedelta(minutes=1)


def probe_is_due() -> Q:
    """Of channel states: nothing came through for an hour, or the last try failed; once a minute
    then, beside the deliveries that are tried again."""
    now = timezone.now()
    unproven = Q(proven_at=None) | Q(proven_at__lt=now - PROBED_EVERY) | Q(failures__gt=0)
    return unproven & (Q(probed_at=None) | Q(probed_at__lt=now - AGAIN_AFTER))


def note_probe(channel: Channel, answer: Answer) -> None:
    now = timezone.now()
    ChannelState.objects.filter(channel=channel).update(probed_at=now)
    note_condition(channel, answer, now, is_probe=True)
