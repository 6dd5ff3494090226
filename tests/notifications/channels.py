"""Channels of the tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from command_center.notifications.models import Channel, ChannelState
from tests.notifications.broker import PASSWORD, USER, Broker
from tests.notifications.receiver import SECRET


def channel(form: str, **given: Any) -> Channel:
    """In use since a minute ago; it tells of all alerts, and needs no probe now."""
    now = timezone.now()
    usual: dict[str, Any] = {
        "name": f"{form} {Channel.objects.count() + 1}",
        "form": form,
        "language": "en",
        "since": now - timedelta(minutes=1),
        "recipients": ["desk@site.example"] if form == "email" else [],
        "address": "http://127.0.0.1:9/nobody" if form == "webhook" else "",
        "secret": SECRET if form == "webhook" else "",
    }
    made = Channel.objects.create(**usual | given)
    ChannelState.objects.create(channel=made, proven_at=now)
    return made


def of_broker(one: Broker, **given: Any) -> Channel:
    return channel("mqtt", address=one.address, user=USER, password=PASSWORD, **given)
