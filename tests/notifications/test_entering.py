"""What goes into the outbox: once each, whoever enters it, and nothing that nobody wants."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.desk.models import Suppression
from command_center.desk.suppression import Form as PutAside
from command_center.law.models import Order
from command_center.notifications import entering
from command_center.notifications.entering import enter_new
from command_center.notifications.models import Channel, Delivery, Mark, Subject, Trouble, What
from command_center.people.models import Agent
from command_center.streams.models import CameraState
from command_center.venues.models import Camera, Venue
from detection.kinds import EventKind
from tests.at_once import at_once, both_first
from tests.notifications.channels import channel

MINUTE = timedelta(minutes=1)


def entered(what: What = What.ALERT) -> list[int]:
    return list(Delivery.objects.filter(what=what).order_by("id").values_list("number", flat=True))


@pytest.fixture
def alert(order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


def another(intrusion: Found, **given: object) -> Alert:
    fresh: dict[str, Any] = {"uid": uuid4(), **given}
    return raise_alert(replace(intrusion, **fresh))


def test_alert_is_entered_once_for_each_channel(alert: Alert) -> None:
    channel("email")
    channel("webhook")
    enter_new()
    enter_new()
    assert entered() == [alert.pk, alert.pk]


def test_nothing_from_before_a_channel_was_in_use_is_entered(alert: Alert) -> None:
    channel("email", since=timezone.now() + MINUTE)
    channel("email", is_enabled=False)
    channel("email", tells_alerts=False)
    enter_new()
    assert entered() == []


def test_severities_kinds_and_venues_are_kept_to(alert: Alert, camera: Camera) -> None:
    other = Venue.objects.create(name="Arena")
    assert alert.kind == EventKind.INTRUSION  # of medium priority
    for unwanted in ({"severities": ["high"]}, {"kinds": ["fire"]}, {"venues": [other.pk]}):
        channel("email", **unwanted)
    enter_new()
    assert entered() == []
    channel("email", severities=["medium"], kinds=["intrusion"], venues=[camera.venue_id])
    enter_new()
    assert entered() == [alert.pk]


@pytest.mark.parametrize("kind", ["intrusion", ""])
def test_what_is_put_aside_is_not_entered_unless_the_channel_says_so(
    order: Order, intrusion: Found, camera: Camera, operator: Agent, kind: str
) -> None:
    before = raise_alert(intrusion)
    Suppression.objects.create(
        form=PutAside.OUT_OF_SERVICE, camera=camera, kind=kind, agent=operator, reason="cleaning"
    )
    aside = another(intrusion, started_at=timezone.now())
    channel("email", name="people")
    channel("webhook", name="machines", tells_put_aside=True)
    enter_new()
    of = Delivery.objects.order_by("number").values_list("channel__name", "number")
    assert sorted(of) == [("machines", before.pk), ("machines", aside.pk), ("people", before.pk)]


def test_other_kinds_are_told_while_one_is_put_aside(
    order: Order, intrusion: Found, camera: Camera, operator: Agent
) -> None:
    Suppression.objects.create(
        form=PutAside.BY_DESIGN, camera=camera, kind="fire", agent=operator, reason="bakery"
    )
    alert = raise_alert(intrusion)
    channel("email")
    enter_new()
    assert entered() == [alert.pk]


def test_repeats_of_a_situation_are_left_out_where_the_channel_says_so(
    order: Order, intrusion: Found
) -> None:
    first = raise_alert(intrusion)
    again = another(intrusion)
    channel("email", once_a_situation=True)
    enter_new()
    assert entered() == [first.pk]
    channel("webhook")
    enter_new()
    assert entered() == [first.pk, first.pk, again.pk]


def test_two_workers_at_once_enter_once(
    transactional_db: None, order: Order, intrusion: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both see that nothing is entered, and then both enter."""
    alerts = [another(intrusion) for _ in range(20)]
    channel("webhook")
    monkeypatch.setattr(entering, "new_alerts", both_first(entering.new_alerts, 10))
    at_once(enter_new, enter_new)
    assert entered() == [one.pk for one in alerts]


def test_alert_that_comes_into_sight_late_is_not_lost(
    order: Order, intrusion: Found, alert: Alert
) -> None:
    """Its number is lower than that of one that was entered, since its commit took longer."""
    channel("webhook")
    later = another(intrusion)
    Delivery.objects.bulk_create(
        [Delivery(channel=one, what=What.ALERT, number=later.pk) for one in Channel.objects.all()]
    )
    enter_new()
    assert sorted(entered()) == [alert.pk, later.pk]


def test_mark_moves_over_what_is_long_committed_only(alert: Alert) -> None:
    channel("webhook")
    enter_new()
    assert Mark.objects.get().alert == 0
    enter_new(timezone.now() + 6 * MINUTE)
    assert Mark.objects.get().alert == alert.pk


def test_beat_that_stood_still_for_hours_loses_nothing(alert: Alert) -> None:
    channel("webhook")
    enter_new(timezone.now() + 23 * 60 * MINUTE)
    assert entered() == [alert.pk]


def test_camera_that_shows_nothing_is_entered_once_it_is_an_alarm(camera: Camera) -> None:
    channel("email", tells_cameras=True)
    now = timezone.now()
    state = CameraState.objects.create(camera=camera, state="offline", since=now)
    enter_new(now)
    assert entered(What.CAMERA) == []
    enter_new(now + MINUTE)
    enter_new(now + MINUTE)
    assert entered(What.CAMERA) == [state.pk]


def test_trouble_of_the_site_is_entered_once(db: None) -> None:
    channel("email", tells_site=True)
    channel("email")
    trouble = Trouble.objects.create(subject=Subject.DISK, severity="high")
    enter_new()
    enter_new()
    assert entered(What.SITE) == [trouble.pk]
