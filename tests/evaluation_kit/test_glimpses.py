"""Quiet moments: drawn before they come, taken at their time, looked at once, then erased."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from command_center.alerts.judging import judge
from command_center.evaluation import drawing, erasing
from command_center.evaluation.drawing import draw, sampled_cameras
from command_center.evaluation.erasing import REVIEWED_WITHIN, erase
from command_center.evaluation.models import GlimpseReview, Sampling, Seed
from command_center.evaluation.moments import moments
from command_center.evaluation.reviewing import Gone, review, waiting
from command_center.evaluation.samples import _found, samples
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.streams import glimpses
from command_center.streams.glimpses import LATE, GlimpseTaker
from command_center.streams.models import Glimpse
from command_center.venues.models import Camera
from detection.frame import Frame
from detection.kinds import EventKind
from tests.evaluation_kit.judged import raised, today
from tests.law.ordering import ordered
from tests.waiting import wait_until

QUIET = frozenset({EventKind.INTRUSION, EventKind.DENSITY})
JPEG = b"\xff\xd8 a picture \xff\xd9"


@pytest.fixture
def sampling(order: Order, operator: Agent) -> Sampling:
    return Sampling.objects.create(
        order=order, per_hour=4, reason="To know what is missed", decided_by=operator
    )


def soon(camera: Camera, **given: Any) -> Glimpse:
    due_at = given.pop("due_at", timezone.now() + timedelta(milliseconds=200))
    return Glimpse.objects.create(camera=camera, due_at=due_at, represents_min=15, **given)


def frame(at: datetime) -> Frame:
    picture = np.full((720, 1920, 3), 90, np.uint8)
    return Frame(picture, 0, at)


def taken(camera: Camera, **given: Any) -> Glimpse:
    """Its moment has just come."""
    glimpse = soon(camera)
    values = {"taken_at": glimpse.due_at, "kinds": sorted(QUIET), "jpeg": JPEG, **given}
    Glimpse.objects.filter(pk=glimpse.pk).update(**values)
    glimpse.refresh_from_db()
    return glimpse


def refused(change: Any, match: str) -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        change()


def test_moments_are_drawn_for_the_cameras_that_somebody_decided_on(
    sampling: Sampling, camera: Camera
) -> None:
    Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")  # under no order
    hour_at = timezone.now().replace(minute=0, second=0, microsecond=0)
    assert sampled_cameras(hour_at) == {camera.pk: 4}
    drawn = draw(timezone.now())
    assert draw(timezone.now()) == 0  # again changes nothing
    assert Glimpse.objects.count() == drawn > 0
    for seed in Seed.objects.all():
        again = moments(seed.seed, camera.pk, seed.hour_at, 4)
        hour = Glimpse.objects.filter(due_at__range=(seed.hour_at, seed.hour_at + drawing.HOUR))
        assert set(hour.values_list("due_at", flat=True)) <= set(again)
        assert set(hour.values_list("represents_min", flat=True)) <= {15.0}


def test_nothing_is_drawn_without_a_decision_or_after_its_end(
    order: Order, operator: Agent, camera: Camera
) -> None:
    assert draw(timezone.now()) == 0
    for per_hour in (4, 0):
        Sampling.objects.create(order=order, per_hour=per_hour, reason="…", decided_by=operator)
    assert draw(timezone.now()) == 0
    assert not Seed.objects.exists()


def test_nothing_is_drawn_while_too_many_pictures_wait(
    sampling: Sampling, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_WAITING", 1)
    taken(camera)
    assert draw(timezone.now()) == 0


def test_moment_that_has_passed_cannot_be_drawn(camera: Camera) -> None:
    past = timezone.now() - timedelta(seconds=1)
    refused(lambda: soon(camera, due_at=past), "before it has come")
    refused(lambda: soon(camera, taken_at=timezone.now()), "before it has come")
    refused(lambda: soon(camera, jpeg=JPEG), "before it has come")


def test_moment_is_not_moved_and_not_left_out(camera: Camera) -> None:
    glimpse = soon(camera)
    rows = Glimpse.objects.filter(pk=glimpse.pk)
    refused(lambda: rows.update(due_at=timezone.now() + timedelta(hours=1)), "as it was drawn")
    refused(lambda: rows.update(represents_min=1), "as it was drawn")
    refused(_deleted(glimpse), "only with its camera")


def _deleted(glimpse: Glimpse) -> Any:
    def delete() -> None:
        glimpse.delete()
        connection.check_constraints()

    return delete


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"jpeg": b"x" * 400_001}, "small"),
        ({"jpeg": None}, "small"),
        ({"kinds": []}, "no order in force"),
        ({"kinds": ["fire"]}, "no order in force"),  # not of this order
        ({"taken_at": timezone.now() + timedelta(hours=3)}, "at its moment"),
    ],
)
def test_picture_is_kept_at_its_moment_and_under_its_order_only(
    order: Order, camera: Camera, given: dict[str, Any], match: str
) -> None:
    refused(lambda: taken(camera, **given), match)


def test_picture_without_an_order_is_refused(camera: Camera) -> None:
    refused(lambda: taken(camera), "no order in force")


def test_worker_takes_the_first_frame_after_the_moment(order: Order, camera: Camera) -> None:
    glimpse = soon(camera)
    taker = GlimpseTaker(camera.pk)
    taker.look(frame(glimpse.due_at - timedelta(milliseconds=1)), QUIET)
    assert not waiting(EVERYWHERE).exists()
    taker.look(frame(glimpse.due_at + timedelta(seconds=1)), QUIET)
    glimpse.refresh_from_db()
    assert glimpse.taken_at == glimpse.due_at + timedelta(seconds=1)
    assert glimpse.kinds == ["density", "intrusion"]
    assert glimpse.jpeg is not None
    assert bytes(glimpse.jpeg)[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("late", "quiet"), [(LATE + timedelta(seconds=1), QUIET), (timedelta(), frozenset())]
)
def test_worker_takes_nothing_late_and_nothing_beside_alerts(
    order: Order, camera: Camera, late: timedelta, quiet: frozenset[EventKind]
) -> None:
    glimpse = soon(camera)
    taker = GlimpseTaker(camera.pk)
    taker.look(frame(glimpse.due_at - timedelta(seconds=1)), quiet)
    taker.look(frame(glimpse.due_at + late), quiet)
    assert not waiting(EVERYWHERE).exists()


def test_worker_goes_on_where_the_order_has_just_ended(
    order: Order, camera: Camera, operator: Agent
) -> None:
    glimpse = soon(camera)
    order.withdraw(operator, "The match is over")
    GlimpseTaker(camera.pk).look(frame(glimpse.due_at), QUIET)
    glimpse.refresh_from_db()
    assert glimpse.taken_at is None


def test_picture_of_noise_is_made_small_enough() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (2160, 3840, 3), np.uint8)
    jpeg = glimpses._jpeg(noise)
    assert jpeg is None or len(jpeg) <= 400_000


def test_review_erases_the_picture_and_is_given_once(
    order: Order, camera: Camera, operator: Agent
) -> None:
    glimpse = taken(camera)
    assert waiting(EVERYWHERE).get() == glimpse
    told = review(glimpse, operator, ["density"])
    assert (told.reviewer, told.seen) == (operator, ["density"])
    glimpse.refresh_from_db()
    assert glimpse.jpeg is None
    assert glimpse.erased_at is not None
    assert not waiting(EVERYWHERE).exists()
    with pytest.raises(Gone):
        review(glimpse, operator, [])
    refused(lambda: GlimpseReview.objects.update(seen=[]), "given once")
    refused(lambda: Glimpse.objects.update(jpeg=JPEG), "as it was drawn")


def test_review_by_one_who_may_not_see_or_of_another_kind_is_refused(
    order: Order, camera: Camera, stranger: Agent, operator: Agent
) -> None:
    glimpse = taken(camera)
    with pytest.raises(PermissionDenied):
        review(glimpse, stranger, [])
    with pytest.raises(Gone):
        review(glimpse, operator, ["fire"])
    assert not GlimpseReview.objects.exists()


def test_picture_that_nobody_looked_at_goes_within_a_week(
    order: Order, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert timedelta() < REVIEWED_WITHIN <= timedelta(days=28)
    glimpse = taken(camera)
    assert erase() == 0
    monkeypatch.setattr(erasing, "REVIEWED_WITHIN", timedelta(milliseconds=1))
    assert wait_until(erase, 5) == 1
    glimpse.refresh_from_db()
    assert glimpse.jpeg is None
    assert glimpse.taken_at is not None  # it counts on


def test_sample_leaves_out_moments_in_which_the_kind_was_found(
    order: Order, camera: Camera, lease: Lease, operator: Agent
) -> None:
    now = timezone.now()
    review(taken(camera), operator, ["density"])
    alert = raised(order, lease, started_at=now - timedelta(seconds=59), ended_at=now)
    judge(alert, operator, "confirmed", follow_up="none")
    found = samples(today())
    assert set(found) == {EventKind.DENSITY}  # the moment lies beside the intrusion
    assert (found[EventKind.DENSITY].kept, found[EventKind.DENSITY].seen) == (1, 1)
    assert found[EventKind.DENSITY].quiet_min == 15


def test_recall_is_of_the_hours_in_which_moments_were_drawn(
    camera: Camera, lease: Lease, operator: Agent
) -> None:
    now = timezone.now()
    order = ordered([camera], starts_at=now - timedelta(hours=3))
    glimpse = taken(camera)
    review(glimpse, operator, [])
    hour_at = glimpse.due_at.replace(minute=0, second=0, microsecond=0)
    for began in (hour_at, hour_at - timedelta(hours=1)):  # only the first in a drawn hour
        alert = raised(order, lease, started_at=began, ended_at=began + timedelta(seconds=30))
        judge(alert, operator, "confirmed", follow_up="none")
    raised(order, lease, started_at=hour_at, ended_at=hour_at + timedelta(seconds=1))
    sample = samples(today())[EventKind.DENSITY]
    assert (sample.kept, sample.seen, sample.confirmed_min) == (1, 0, 0.0)
    found = _found(today(), EventKind.INTRUSION)
    assert found == {"confirmed_min": pytest.approx(0.5), "unjudged": 1}
