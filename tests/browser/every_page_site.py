"""A site that holds something for each page: what is shown is as in an installation at work."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.alerts.verdict import Cause, Outcome
from command_center.desk.suppression import Suppression
from command_center.footage.camera_recording import Mode
from command_center.incidents.acting import join_stretch
from command_center.incidents.stretch import Stretch
from command_center.law.regime import Regime
from command_center.leases.lease import take
from command_center.people.models import Agent, Post
from command_center.people.reason import Reason
from command_center.people.roles import Role
from command_center.review.search.motion.movement_search import MovementSearch
from command_center.rights_desk.ground import RefusalGround
from command_center.rights_desk.ground import enter_known as enter_grounds
from command_center.venues.models import Camera, Placement, Venue, Zone
from command_center.wall.layout import Layout
from detection.boxes import Box
from detection.kinds import EventKind
from detection.sighting import Sighting
from tests.footage.recorded_film import record_film
from tests.incidents.opening import opened
from tests.law.ordering import ordered
from tests.notifications.channels import channel
from tests.people import elsewhere
from tests.people.trained import trained
from tests.plans import plan_of
from tests.register.exports import registered
from tests.review.conftest import ms
from tests.rights_desk.receiving import received
from tests.wall.cells import cell, grid

VENUE, SECOND_VENUE = "Riverside stadium", "Lakeside"
PLACES = {"North gate": (0.5, 0.12), "Fan zone": (0.78, 0.55)}
LAWN = [[0.56, 0.52], [0.97, 0.52], [0.99, 0.94], [0.5, 0.94]]
SQUARE = [[0.02, 0.45], [0.98, 0.45], [0.98, 0.99], [0.02, 0.99]]
KINDS = EventKind.INTRUSION, EventKind.DENSITY
FOUND = (0, "Lawn", 200), (1, "Square", 150), (0, "Lawn", 120)
"""Alerts: at which camera, in which zone, how many seconds ago."""

BOX = Box(0.62, 0.48, 0.68, 0.72)


@transaction.atomic
def site(head: Agent, operator: Agent, seen: Sighting, films: Mapping[str, Path]) -> dict[str, Any]:
    """By the parameter of an address, the number of something that is there."""
    with patch.object(elsewhere, "MARK", SECOND_VENUE):
        numbers = dict(elsewhere.elsewhere(operator, seen))
    venue = Venue.objects.create(name=VENUE)
    began_at = (timezone.now() - timedelta(minutes=4)).replace(microsecond=0)
    cameras = [_camera(venue, name, films[name], began_at) for name in PLACES]
    gate = cameras[0]
    order = ordered(cameras, reference="2026-318", event="Football: final of the cup")
    plan = plan_of(venue)
    for camera in cameras:
        x, y = PLACES[camera.name]
        Placement.objects.create(camera=camera, plan=plan, x=x, y=y)
    alerts = _alerts(cameras, operator)
    incident = opened(venue, head)
    join_stretch(
        incident.pk, Stretch(gate.pk, began_at, began_at + timedelta(seconds=30)), head, "seen"
    )
    return {
        **numbers,
        **_of_the_site(head, gate),
        "second_camera_id": cameras[1].pk,
        "from_ms": ms(began_at),
        "until_ms": ms(began_at + timedelta(seconds=20)),
        "agent_id": operator.pk,
        "alert_id": alerts[0].pk,
        "camera_id": gate.pk,
        "designation_id": operator.designations.get().pk,
        "incident_id": incident.pk,
        "notice_id": order.notices.get().pk,
        "order_id": order.pk,
        "plan_id": plan.pk,
        "request_id": received(venue, head).pk,
        "training_id": operator.trainings.all()[0].pk,
        "venue_id": venue.pk,
    }


def _of_the_site(head: Agent, gate: Camera) -> dict[str, Any]:
    """What is of no venue."""
    now = timezone.now()
    search = MovementSearch.objects.create(
        agent=head,
        camera=gate,
        since=now - timedelta(minutes=5),
        until=now,
        area=LAWN,
        state="done",
        reached=now,
        movements=[],
    )
    enter_grounds()
    post = Post.objects.create(
        agent=trained(
            Agent.objects.create_user("lea.moreau", first_name="Léa", last_name="Moreau")
        ),
        role=Role.SUPERVISOR,
        starts_at=now,
        ends_at=now + timedelta(days=30),
    )
    Suppression.objects.create(
        form="shelved",
        camera=gate,
        kind=EventKind.INTRUSION,
        agent=head,
        until=now + timedelta(hours=1),
        reason="Gardeners on the lawn until the evening",
    )
    layout = Layout.objects.create(agent=head, name="Both gates", grid=grid(cell(gate.pk)))
    return {
        "channel_id": channel("email", name="Control room", recipients=["desk@example.org"]).pk,
        "layout_id": layout.pk,
        "ground_id": RefusalGround.objects.all()[0].pk,
        "model_id": registered(origin={"license": "AGPL-3.0", "author": "Ultralytics"}).pk,
        "post_id": post.pk,
        "reason_id": Reason.objects.all()[0].pk,
        "regime_id": Regime.objects.standing()[0].pk,
        "search_key": search.key,
    }


def _camera(venue: Venue, name: str, film: Path, began_at: datetime) -> Camera:
    camera: Camera = Camera.objects.create(venue=venue, name=name, url=str(film))
    kind, polygon = (
        (EventKind.INTRUSION, LAWN) if name == "North gate" else (EventKind.DENSITY, SQUARE)
    )
    parameters = {} if kind is EventKind.INTRUSION else {"limit_people": 8}
    Zone.objects.create(
        camera=camera,
        name="Lawn" if kind is EventKind.INTRUSION else "Square",
        kind=kind.value,
        polygon=polygon,
        parameters=parameters,
    )
    record_film(camera, film, began_at, Mode.CONTINUOUS)
    return camera


def _alerts(cameras: list[Camera], operator: Agent) -> list[Alert]:
    """The newest first; the oldest has been judged."""
    leases = [take(camera.pk, "worker@north", 0.1) for camera in cameras]
    now, raised = timezone.now(), []
    for number, (which, zone, ago_s) in enumerate(FOUND):
        lease, kind = leases[which], KINDS[which]
        assert lease
        given = (lease.camera_id, lease.fence, kind, zone, now - timedelta(seconds=ago_s))
        raised.append(raise_alert(Found(*given, BOX, 0.91, number, _reason(kind))))
    judge(raised[0], operator, Outcome.INVALIDATED, cause=Cause.REFLECTION)
    return raised[::-1]


def _reason(kind: EventKind) -> dict[str, float]:
    if kind is EventKind.DENSITY:
        return {"people": 11.0, "low": 10.0, "high": 12.0, "limit": 8.0, "for_s": 5.0}
    return {"objects": 1.0, "for_s": 1.0}
