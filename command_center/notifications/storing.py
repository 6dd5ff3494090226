"""A channel as its form has it."""

from typing import Any

from django.utils import timezone

from command_center.notifications.channel import Channel
from command_center.notifications.channel_form import SECRETS, ChannelForm
from command_center.notifications.channel_state import ChannelState

HIDDEN = "***"


def store(form: ChannelForm) -> dict[str, Any]:
    """What is different: old and new by field, secrets hidden. Nothing from before an enabling is
    sent, and a changed channel is probed anew."""
    known = Channel.objects.filter(pk=form.instance.pk).first()
    channel: Channel = form.save(commit=False)
    if known is None or (channel.is_enabled and not known.is_enabled):
        channel.since = timezone.now()
    channel.save()
    fresh: dict[str, Any] = {"failures": 0, "rests_until": None, "proven_at": None, "error": ""}
    ChannelState.objects.update_or_create(channel=channel, defaults={**fresh, "probed_at": None})
    return _differences(known, channel, form)


def _differences(known: Channel | None, channel: Channel, form: ChannelForm) -> dict[str, Any]:
    found = {}
    for name in form.cleaned_data:
        before, after = getattr(known, name, None), getattr(channel, name)
        if before != after:
            found[name] = [HIDDEN, HIDDEN] if name in SECRETS else [before, after]
    return found
