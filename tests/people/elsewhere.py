"""All that a venue has, one of each thing that an address names; each name says `MARK`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import found
from command_center.alerts.models import Alert
from command_center.blur.models import Unmasking
from command_center.calibration.models import Calibration
from command_center.desk.models import Suppression
from command_center.documents import sha256_of
from command_center.incidents.acting import join_stretch
from command_center.incidents.handing import hand_over
from command_center.incidents.models import HandOver
from command_center.incidents.stretch import Stretch
from command_center.journal.models import Entry, Operation
from command_center.journal.noting import Thing, note
from command_center.law.models import Order, Stop
from command_center.leases.lease import take
from command_center.notices.models import Contact
from command_center.people.models import Agent
from command_center.reports.due import begin
from command_center.reports.models import WeeklyReport
from command_center.reports.weeks import weeks_of
from command_center.retention.cap import enter_known
from command_center.retention.certificate import FIRST
from command_center.retention.models import Cap, ErasureCertificate, Hold, Rule
from command_center.streams.models import CameraState, Glimpse
from command_center.venues.models import (
    Camera,
    FloorPlan,
    PendingChange,
    Placement,
    Venue,
    Zone,
)
from detection.kinds import EventKind
from detection.sighting import Sighting
from tests.extracts.asking import asked
from tests.incidents.opening import opened
from tests.law.ordering import ordered

MARK = "Zulu"
HOUR = timedelta(hours=1)
WHOLE = [[0, 0], [1, 0], [1, 1]]


def elsewhere(author: Agent, sighting: Sighting) -> Mapping[str, int]:
    """By the parameter's name in addresses."""
    venue = Venue.objects.create(name=f"{MARK} park")
    camera = Camera.objects.create(venue=venue, name=f"{MARK} gate", url="rtsp://192.0.2.7/gate")
    Zone.objects.create(camera=camera, name=f"{MARK} lawn", kind="intrusion", polygon=WHOLE)
    order = ordered([camera], reference=f"{MARK}-1", event=f"{MARK} match")
    Contact.objects.create(venue=venue, name=f"{MARK} town hall", address="1 square")
    CameraState.objects.create(camera=camera, state="offline", since=timezone.now() - HOUR)
    return {
        "venue_id": venue.pk,
        "camera_id": camera.pk,
        "order_id": order.pk,
        "notice_id": order.notices.get().pk,
        **_drawn(venue, camera, author),
        **_seen(camera, author, sighting),
        **_kept(camera, author),
        "report_id": _report(order).pk,
        "entry_id": _noted(camera).pk,
        "stop_id": Stop.objects.create(order=order, by=author, reason=f"{MARK} is empty").pk,
        **_happening(camera, author),
        "extract_id": asked(camera, author, authority=f"{MARK} court").pk,
        "suppression_id": _put_aside(camera, author).pk,
    }


def raised(camera: Camera, sighting: Sighting) -> Alert:
    taken = take(camera.pk, "worker@here", 0.1)
    assert taken
    seen = replace(sighting, zone=camera.zones.get().name, kind=EventKind.INTRUSION)
    return raise_alert(found(camera, taken.fence, seen, timezone.now()))


def _drawn(venue: Venue, camera: Camera, author: Agent) -> dict[str, int]:
    drawing: dict[str, Any] = {"picture": b"\x89PNG", "media_type": "image/png"}
    plan = FloorPlan.objects.create(
        venue=venue, name=f"{MARK} ground floor", width_px=9, height_px=9, **drawing
    )
    Placement.objects.create(camera=camera, plan=plan, x=0.5, y=0.5)
    change = PendingChange.objects.create(
        camera=camera,
        based_on=0,
        setup={},
        author=author,
        at=timezone.now(),
        reason=f"{MARK} is in the way",
    )
    return {"plan_id": plan.pk, "change_id": change.pk, "unmasking_id": _unmasked(camera, author)}


def _unmasked(camera: Camera, author: Agent) -> int:
    now = timezone.now()
    unmasking = Unmasking.objects.create(
        agent=author,
        venue=camera.venue,
        cameras=[camera.pk],
        covers_from=now - HOUR,
        covers_until=now,
        reason=f"{MARK} bag",
        lasts_min=5,
    )
    return unmasking.pk


def _seen(camera: Camera, author: Agent, sighting: Sighting) -> dict[str, int]:
    alert, now = raised(camera, sighting), timezone.now()
    calibration = Calibration.objects.create(
        camera=camera, started_by=author, starts_at=now, ends_at=now + HOUR
    )
    glimpse = Glimpse.objects.create(camera=camera, due_at=now + HOUR, represents_min=15)
    return {
        "alert_id": alert.pk,
        "calibration_id": calibration.pk,
        "glimpse_id": glimpse.pk,
    }


def _put_aside(camera: Camera, author: Agent) -> Suppression:
    """Of a kind of which there is no alert."""
    return Suppression.objects.create(
        form="by_design", camera=camera, kind="fire", agent=author, reason=f"{MARK} barbecue"
    )


def _kept(camera: Camera, author: Agent) -> dict[str, int]:
    enter_known()
    now = timezone.now()
    rule = Rule.objects.create(
        what="clips", camera=camera, keep_hours=24, author=author, reason=f"{MARK} asked"
    )
    hold = Hold.objects.create(
        procedure="judicial",
        reference=f"{MARK}-hold",
        authority="The judge",
        requester="An officer",
        cameras=[camera.pk],
        covers_from=now - HOUR,
        covers_until=now,
        placed_by=author,
        ends_at=now + HOUR,
    )
    cap = Cap.objects.filter(what="clips").get()
    number = _certificate(rule, camera).number
    return {
        "rule_id": rule.pk,
        "cap_id": cap.pk,
        "hold_id": hold.pk,
        "certificate_number": number,
    }


def _certificate(rule: Rule, camera: Camera) -> ErasureCertificate:
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp()")
        at = cursor.fetchone()[0]
    items = [[1, f"{MARK}/clip.mp4", "0" * 64]]
    certificate = ErasureCertificate(
        number=1,
        at=at,
        cause="over_age",
        what="clips",
        rule=rule,
        rule_text=f"rule of {camera}",
        count=1,
        oldest_at=at,
        newest_at=at,
        items=items,
        items_sha256=sha256_of(items),
        previous=FIRST,
    )
    certificate.sha256 = sha256_of(certificate.content())
    certificate.save()
    return certificate


def _happening(camera: Camera, author: Agent) -> dict[str, int]:
    """An incident of this camera, handed over and not taken yet."""
    incident = opened(camera.venue, author, title=f"{MARK} fence is open")
    now = timezone.now()
    join_stretch(incident.pk, Stretch(camera.pk, now - HOUR, now), author, f"{MARK} again")
    given = HandOver(venue=camera.venue, by=author, words=f"{MARK} is to be watched")
    return {"incident_id": incident.pk, "hand_over_id": hand_over(given, [incident]).pk}


def _noted(camera: Camera) -> Entry:
    """Somebody watched it."""
    seen = Thing("live", camera.pk, camera.pk, camera.venue_id, detail={"camera": camera.name})
    return note(Operation.CONSULTATION, seen, reason=f"Trouble at {MARK} park")


def _report(order: Order) -> WeeklyReport:
    week = next(iter(weeks_of(order)))
    begin(order, week, timezone.now())
    return WeeklyReport.objects.get(order=order)
