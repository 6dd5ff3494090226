"""The one way in: an alert is raised only under an order, and announced once it is stored."""

from dataclasses import asdict
from datetime import datetime

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from command_center.alerts.models import Alert
from command_center.law.gate import covering_order
from command_center.venues.models import Camera, Zone
from detection.boxes import Box
from detection.sighting import Sighting

GROUP = "alerts"
"""Channel group of everyone who sees the list of alerts."""


class NotCovered(Exception):
    """No order in force covers this sighting: nothing may be kept of it."""


@transaction.atomic
def raise_alert(camera: Camera, sighting: Sighting, started_at: datetime) -> Alert:
    """Store a sighting that an order covers at `started_at`; else `NotCovered`."""
    order = covering_order(camera.pk, sighting.kind, started_at)
    if order is None:
        raise NotCovered(
            f"Camera “{camera}”: no order in force covers {sighting.kind} "
            f"at {started_at:%Y-%m-%d %H:%M:%S %Z}; enter or renew one."
        )
    alert = Alert.objects.create(
        camera=camera,
        order=order,
        zone=Zone.objects.filter(camera=camera, name=sighting.zone).first(),
        zone_name=sighting.zone,
        kind=sighting.kind.value,
        started_at=started_at,
        box=_corners(sighting.box),
        confidence=sighting.confidence,
        reason=dict(sighting.reason),
        track=sighting.track,
    )
    _announce("alert.raised", alert)
    return alert


@transaction.atomic
def end_alert(alert: Alert, ended_at: datetime) -> None:
    """Note when the event was last seen."""
    alert.ended_at = max(ended_at, alert.started_at)
    alert.save(update_fields=["ended_at"])
    _announce("alert.ended", alert)


def _corners(box: Box) -> list[float]:
    return list(asdict(box).values())


def _announce(what: str, alert: Alert) -> None:
    """The socket says *that*; whoever may know *what* asks over HTTP."""
    send = async_to_sync(get_channel_layer().group_send)
    transaction.on_commit(lambda: send(GROUP, {"type": what, "alert": alert.pk}))
