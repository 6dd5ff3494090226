"""Channels that fail without anybody hearing of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from command_center.notifications.channel import Channel
from command_center.notifications.delivery import Delivery, DeliveryState

FAILS_AFTER = 3
"""Failures in a row: two are a broker that starts anew."""


@dataclass(frozen=True, slots=True)
class Silent:
    channel: Channel
    text: str


def silent_channels() -> list[Silent]:
    """In use, and the last tries failed, or nothing came through for longer than its limit."""
    found = Channel.objects.filter(is_enabled=True).select_related("condition")
    told = ((one, _why(one)) for one in found)
    return [Silent(one, why) for one, why in told if why]


def waiting_count(channel: Channel) -> int:
    return Delivery.objects.filter(channel=channel, state=DeliveryState.WAITING).count()


def _why(channel: Channel) -> str:
    state = getattr(channel, "condition", None)
    proven_at: datetime | None = state.proven_at if state else None
    if state and state.failures >= FAILS_AFTER:
        text = _("“%(channel)s” fails: %(error)s. Last success: %(when)s.")
        return text % {"channel": channel, "error": state.error, "when": _when(proven_at)}
    last = max(proven_at or channel.since, channel.since)
    if timezone.now() - last > timedelta(minutes=channel.silent_after_min):
        text = _("Nothing went by “%(channel)s” since %(when)s: see that beat and a worker run.")
        return text % {"channel": channel, "when": _when(last)}
    return ""


def _when(at: datetime | None) -> str:
    if at is None:
        return _("never")
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
