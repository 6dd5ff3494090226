"""The one way in: an alert is raised once, only under an order, and announced once it is stored."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction

from command_center.alerts.announcements import announce
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note
from command_center.law.gate import COVERING, event
from command_center.people.reach import Place
from command_center.venues.models import Camera
from detection.boxes import Box

PLACE = f"""
    SELECT (SELECT venue_id FROM venues_camera WHERE id = %(camera)s),
        (SELECT id FROM venues_zone WHERE camera_id = %(camera)s AND name = %(zone)s),
        ({COVERING})
"""
"""In one question: each takes longer on its way than the law itself."""


class NotCovered(Exception):
    """No order in force covers this sighting: nothing may be kept of it."""


class Superseded(Exception):
    """Found by a worker that had lost its camera to another: that one tells what happens there."""


def raise_alert(found: Found) -> Alert:
    """Store what an order covers when it began; else `NotCovered` or `Superseded`.

    May be called again with the same: there is one alert of each `uid`.
    """
    try:
        with transaction.atomic():
            return Alert.objects.filter(uid=found.uid).first() or _store(found)
    except IntegrityError as error:
        twin = Alert.objects.filter(uid=found.uid).first()
        if twin is not None:
            return twin
        raise _refusal(found, error) from error


@transaction.atomic
def end_alert(alert: Alert, ended_at: datetime) -> None:
    """Note when the event was last seen; the first word on it holds."""
    if alert.ended_at is None:
        alert.ended_at = max(ended_at, alert.started_at)
        alert.save(update_fields=["ended_at"])
        _note(Operation.MODIFICATION, alert, alert.camera.venue_id, what="ended")
        _announce("alert.ended", alert, alert.camera.venue_id)


def _store(found: Found) -> Alert:
    origin = found.origin
    venue_id, zone_id, order_id = _place(found)
    if order_id is None:
        raise _not_covered(found)
    alert = Alert.objects.create(
        uid=found.uid,
        camera_id=found.camera_id,
        order_id=order_id,
        zone_id=zone_id,
        zone_name=found.zone,
        kind=found.kind.value,
        started_at=found.started_at,
        found_at=found.found_at,
        fence=found.fence,
        clock_offset_s=origin.clock_offset_s,
        camera_version=origin.camera_version,
        software=origin.running.software,
        models=sorted(origin.running.models),
        luminance=origin.luminance,
        box=_corners(found.box),
        confidence=found.confidence,
        reason=dict(found.reason),
        track=found.track,
    )
    _note(Operation.COLLECTION, alert, venue_id, kind=alert.kind, order=order_id)
    _announce("alert.raised", alert, venue_id)
    return alert


def _place(found: Found) -> tuple[int, int | None, int | None]:
    """Its venue; its zone, where one of that name is left; the order that covers it."""
    asked = event(found.camera_id, found.kind, found.started_at, found.origin.running)
    with connection.cursor() as cursor:
        cursor.execute(PLACE, {**asked, "zone": found.zone})
        venue_id, zone_id, order_id = cursor.fetchone()
    return venue_id, zone_id, order_id


def _not_covered(found: Found) -> NotCovered:
    camera = Camera.objects.get(pk=found.camera_id)
    return NotCovered(
        f"Camera “{camera}”: no order in force covers {found.kind} "
        f"at {found.started_at:%Y-%m-%d %H:%M:%S %Z}; enter or renew one."
    )


def _refusal(found: Found, error: IntegrityError) -> Exception:
    """PostgreSQL's word for who has lost the camera, in ours."""
    if "has lost camera" not in str(error):
        return error
    return Superseded(
        f"Camera {found.camera_id}: lease {found.fence} was lost before {found.kind} was found "
        f"at {found.found_at:%H:%M:%S %Z}; whoever watches the camera now tells it."
    )


def _corners(box: Box) -> list[float]:
    return [box.left, box.top, box.right, box.bottom]


def _note(operation: Operation, alert: Alert, venue: int, **detail: object) -> None:
    """In the journal, in the same transaction: by the software itself."""
    thing = Thing(
        "alert",
        alert.pk,
        alert.camera_id,
        venue,
        seen_from=alert.started_at,
        seen_to=alert.ended_at,
        log=Log.ALGORITHMIC,
        detail=detail,
    )
    note(operation, thing)


def _announce(what: str, alert: Alert, venue_id: int) -> None:
    places = [Place(venue_id, alert.camera_id)]
    transaction.on_commit(lambda: announce(what, places=places, alert=alert.pk))
