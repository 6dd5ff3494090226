"""How a page shows channels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.notifications.channel import Channel, Form
from command_center.notifications.delivery import DeliveryState
from command_center.notifications.silence import silent_channels
from command_center.venues.models import KIND_LABELS, Venue
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """`where`: host or recipients, and nothing secret. `state`: off, well, silent, untried."""

    channel: Channel
    form_label: str
    where: str
    tells: str
    state: str
    state_label: str
    detail: str
    proven_at: datetime | None
    waiting: int


def channel_rows() -> list[ChannelRow]:
    is_waiting = Q(deliveries__state=DeliveryState.WAITING)
    found = Channel.objects.select_related("condition")
    silent = {one.channel.pk: one.text for one in silent_channels()}
    names = dict(Venue.objects.values_list("pk", "name"))
    counted = found.annotate(waiting=Count("deliveries", filter=is_waiting))
    return [_row(one, one.waiting, silent.get(one.pk, ""), names) for one in counted]


def _row(channel: Channel, waiting: int, silent: str, names: dict[int, str]) -> ChannelRow:
    condition = getattr(channel, "condition", None)
    proven_at = condition.proven_at if condition else None
    state = _state(channel, silent, proven_at)
    return ChannelRow(
        channel=channel,
        form_label=str(Form(channel.form).label),
        where=where(channel),
        tells=" · ".join(_tells(channel, names)),
        state=state,
        state_label=_state_labels()[state],
        detail=silent or (condition.error if condition else ""),
        proven_at=proven_at,
        waiting=waiting,
    )


def where(channel: Channel) -> str:
    """Paths and queries of addresses may be secrets: the host alone."""
    if channel.form == Form.EMAIL:
        return ", ".join(channel.recipients)
    parts = urlsplit(channel.address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _state(channel: Channel, silent: str, proven_at: datetime | None) -> str:
    if not channel.is_enabled:
        return "off"
    if silent:
        return "silent"
    return "well" if proven_at else "untried"


def _state_labels() -> dict[str, str]:
    return {
        "off": _("not in use"),
        "silent": _("does not come through"),
        "well": _("answers"),
        "untried": _("not tried yet"),
    }


def _tells(channel: Channel, names: dict[int, str]) -> Iterator[str]:
    if channel.tells_alerts:
        yield _alerts(channel)
    if channel.tells_escalations:
        yield _("escalations")
    if channel.tells_cameras:
        yield _("cameras")
    if channel.tells_site:
        yield _("storage and journal")
    if channel.venues:
        yield ", ".join(names.get(one, f"{one}") for one in channel.venues)


def _alerts(channel: Channel) -> str:
    severities = [str(SEVERITY_LABELS[Severity(one)]) for one in channel.severities]
    kinds = [str(KIND_LABELS[EventKind(one)]) for one in channel.kinds]
    said = ", ".join([*severities, *kinds])
    return _("alerts (%(which)s)") % {"which": said} if said else _("all alerts")
