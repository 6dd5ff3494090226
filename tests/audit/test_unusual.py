"""Each rule finds what it is there for, says why, and leaves the usual alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.audit.models import Explanation, Threshold
from command_center.audit.threshold import corrections
from command_center.audit.unusual.every import RULES, values_of
from command_center.audit.unusual.unusual import Span, Unusual
from command_center.journal.models import Operation
from command_center.law.models import Order
from command_center.people.models import Agent, Post
from command_center.people.reach import EVERYWHERE, Reach
from command_center.people.roles import Role
from command_center.venues.models import Camera
from tests.audit.conftest import inquiring
from tests.audit.planting import planted


def at_hour(hour: int, days_ago: int = 1) -> datetime:
    """By the clock of Paris."""
    day = timezone.localtime() - timedelta(days=days_ago)
    return day.replace(hour=hour, minute=30, second=0, microsecond=0)


def found(rule: str, reach: Reach = EVERYWHERE) -> Sequence[Unusual]:
    now = timezone.now()
    span = Span(now - timedelta(days=7), now + timedelta(minutes=1), reach)
    return RULES[rule].find(span, values_of(RULES[rule], corrections()))


def look(agent: Agent, camera: Camera, at: datetime | None = None, **given: object) -> None:
    planted(at, agent=agent, camera=camera.pk, venue=camera.venue_id, **given)


def test_night_is_unusual_and_day_is_not(operator: Agent, camera: Camera) -> None:
    look(operator, camera, at_hour(14))
    assert not found("nights")
    look(operator, camera, at_hour(2))
    look(operator, camera, at_hour(3))
    (night,) = found("nights")
    assert (night.who, night.camera, night.count) == ("operator", camera.pk, 2)
    assert "2" in night.why
    assert not found("nights", Reach(venues={camera.venue_id + 1: frozenset()}))
    assert found("nights", Reach(venues={camera.venue_id: frozenset()}))


def test_a_look_under_an_order_is_usual_at_any_hour(
    operator: Agent, order: Order, camera: Camera
) -> None:
    Threshold.objects.create(rule="nights", name="from_hour", value=0, reason="x", by=operator)
    Threshold.objects.create(rule="nights", name="to_hour", value=23, reason="x", by=operator)
    look(operator, camera)
    assert not found("nights")


def test_camera_that_the_order_does_not_name(operator: Agent, order: Order, camera: Camera) -> None:
    beside = Camera.objects.create(venue=camera.venue, name="South", url="rtsp://192.0.2.1/s")
    for _ in range(3):
        look(operator, camera)
        look(operator, beside)
    (scope,) = found("out_of_scope")
    assert (scope.camera, scope.count) == (beside.pk, 3)


def test_camera_beyond_the_posts(operator: Agent, camera: Camera, elsewhere: Camera) -> None:
    starts_at = timezone.now() - timedelta(days=3)
    Post.objects.create(
        agent=operator, role=Role.OPERATOR, venue=camera.venue_id, starts_at=starts_at
    )
    look(operator, camera)
    assert not found("outside_posts")
    look(operator, elsewhere)
    (outside,) = found("outside_posts")
    assert outside.count == 1


def test_far_more_than_usual(operator: Agent, camera: Camera) -> None:
    Threshold.objects.create(rule="volume", name="least", value=10, reason="x", by=operator)
    for days_ago in (3, 4, 5, 6):
        for _ in range(4):
            look(operator, camera, at_hour(12, days_ago))
    for _ in range(9):
        look(operator, camera, at_hour(12, 2))
    assert not found("volume")
    for _ in range(12):
        look(operator, camera, at_hour(12, 1))
    (volume,) = found("volume")
    assert volume.count == 12
    assert "4" in volume.why


def test_replay_without_an_alert(operator: Agent, intrusion: Found, order: Order) -> None:
    alert = raise_alert(intrusion)
    camera, seen = alert.camera, alert.started_at
    near = {"object_kind": "playback", "seen_from": seen, "seen_to": seen}
    look(operator, camera, **near)
    assert not found("no_alert")
    long_ago = seen - timedelta(days=2)
    look(operator, camera, object_kind="playback", seen_from=long_ago, seen_to=long_ago)
    assert len(found("no_alert")) == 1


def test_searching_for_oneself(client: Client, lawyer: Agent, operator: Agent) -> None:
    inquiring(client, lawyer)
    client.get(f"/journal/?person={operator.pk}")
    assert not found("oneself")
    client.get(f"/journal/?person={lawyer.pk}")
    (oneself,) = found("oneself")
    assert oneself.author == lawyer.pk


def test_many_refusals(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    for _ in range(9):
        client.get("/journal/")
    assert not found("refusals")
    for _ in range(2):
        client.get("/journal/")
    (refusals,) = found("refusals")
    assert refusals.count == 11


@pytest.mark.django_db
def test_refusals_of_nobody_are_told_by_address() -> None:
    for _ in range(10):
        planted(operation=Operation.ACCESS, object_kind="sign_in_failed", address="192.0.2.99")
    (refusals,) = found("refusals")
    assert "192.0.2.99" in refusals.who


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_is_said_in_plain_words_with_its_thresholds(rule: str) -> None:
    values = values_of(RULES[rule], {})
    said = RULES[rule].said(values)
    assert "%(" not in said
    assert all(str(value) in said for value in values.values())


def test_note_is_kept_with_the_access_and_never_changed(
    client: Client, lawyer: Agent, operator: Agent, camera: Camera
) -> None:
    look(operator, camera, at_hour(2))
    (night,) = found("nights")
    inquiring(client, lawyer)
    note = {"rule": "nights", "subject": night.subject, "outcome": "explained", "note": "a drill"}
    assert client.post("/journal/unusual/explain", note).status_code == 302
    page = client.get("/journal/unusual")
    assert "a drill" in page.text
    kept = Explanation.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Explanation.objects.filter(pk=kept.pk).update(note="nothing")
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()
    unknown = note | {"subject": "1-1-2026-01-01"}
    assert client.post("/journal/unusual/explain", unknown).status_code == 404


def test_nobody_explains_their_own_access(client: Client, lawyer: Agent, camera: Camera) -> None:
    look(lawyer, camera, at_hour(2))
    (night,) = found("nights")
    inquiring(client, lawyer)
    note = {"rule": "nights", "subject": night.subject, "outcome": "explained", "note": "me"}
    client.post("/journal/unusual/explain", note)
    assert not Explanation.objects.exists()


def test_threshold_is_corrected_with_a_reason(client: Client, lawyer: Agent) -> None:
    inquiring(client, lawyer)
    address = "/journal/unusual/nights/from_hour"
    assert client.get(address).status_code == 200
    assert client.post(address, {"value": 24, "reason": "x"}).status_code == 400
    assert client.post(address, {"value": 23}).status_code == 400
    assert client.post(address, {"value": 23, "reason": "shift ends later"}).status_code == 302
    assert values_of(RULES["nights"], corrections())["from_hour"] == 23
    assert client.get("/journal/unusual/nights/nothing").status_code == 404
