"""What PostgreSQL keeps of unmaskings, whoever asks it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from command_center.blur.models import Approval, Ending, Unmasking, VenueBlur
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.blur.passing import made_older
from tests.blur.unmasked import agent_with, unmasked

pytestmark = pytest.mark.django_db

SINCE = timezone.now() - timedelta(hours=2)


@pytest.fixture
def asking(db: None) -> Agent:
    return agent_with("asking", "blur.add_unmasking")


@pytest.fixture
def second(db: None) -> Agent:
    return agent_with("second", "blur.add_approval")


def two_people_at(venue: Venue) -> None:
    VenueBlur.objects.create(venue=venue, unmasking_needs_second=True)


def test_it_holds_for_its_minutes_from_the_asking_on(asking: Agent, camera: Camera) -> None:
    before = timezone.now()
    unmasking = unmasked(asking, camera, SINCE)
    assert unmasking.ends_at is not None
    assert before - timedelta(seconds=5) < unmasking.asked_at < timezone.now()
    assert unmasking.ends_at == unmasking.asked_at + timedelta(minutes=5)
    assert list(Unmasking.objects.in_force()) == [unmasking]
    assert not Unmasking.objects.waiting()


def test_it_is_over_at_its_end(asking: Agent, camera: Camera) -> None:
    unmasking = unmasked(asking, camera, SINCE)
    assert list(Unmasking.objects.in_force()) == [unmasking]
    made_older("blur_unmasking", "ends_at", "5 minutes")
    assert not Unmasking.objects.in_force()


def test_what_its_asker_says_of_times_and_of_the_second_person_is_not_believed(
    asking: Agent, camera: Camera
) -> None:
    two_people_at(camera.venue)
    later = timezone.now() + timedelta(days=9)
    unmasking = unmasked(asking, camera, SINCE, ends_at=later, needs_second=False, asked_at=later)
    assert unmasking.ends_at is None
    assert unmasking.needs_second
    assert unmasking.asked_at < later


def test_it_waits_for_a_second_person_where_the_venue_asks_for_one(
    asking: Agent, second: Agent, camera: Camera
) -> None:
    two_people_at(camera.venue)
    unmasking = unmasked(asking, camera, SINCE)
    assert not Unmasking.objects.in_force()
    assert list(Unmasking.objects.waiting()) == [unmasking]
    approval = Approval.objects.create(unmasking=unmasking, agent=second)
    approval.refresh_from_db()
    assert approval.ends_at == approval.at + timedelta(minutes=5)
    assert list(Unmasking.objects.in_force()) == [unmasking]
    assert not Unmasking.objects.waiting()


def test_nobody_approves_their_own(asking: Agent, camera: Camera) -> None:
    two_people_at(camera.venue)
    unmasking = unmasked(asking, camera, SINCE)
    with pytest.raises(IntegrityError, match="nobody approves their own"), transaction.atomic():
        Approval.objects.create(unmasking=unmasking, agent=asking)
    assert not Unmasking.objects.in_force()


def test_an_approval_half_an_hour_late_is_refused(
    asking: Agent, second: Agent, camera: Camera
) -> None:
    two_people_at(camera.venue)
    unmasking = unmasked(asking, camera, SINCE)
    made_older("blur_unmasking", "asked_at", "31 minutes")
    assert not Unmasking.objects.waiting()
    with pytest.raises(IntegrityError, match="waits for no approval"), transaction.atomic():
        Approval.objects.create(unmasking=unmasking, agent=second)


def test_one_that_was_taken_back_is_not_approved(
    asking: Agent, second: Agent, camera: Camera
) -> None:
    two_people_at(camera.venue)
    unmasking = unmasked(asking, camera, SINCE)
    Ending.objects.create(unmasking=unmasking, agent=asking)
    with pytest.raises(IntegrityError, match="waits for no approval"), transaction.atomic():
        Approval.objects.create(unmasking=unmasking, agent=second)


def test_an_ending_ends_it(asking: Agent, camera: Camera) -> None:
    unmasking = unmasked(asking, camera, SINCE)
    Ending.objects.create(unmasking=unmasking, agent=asking)
    assert not Unmasking.objects.in_force()


def test_who_may_not_see_unmasks_nothing(stranger: Agent, camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="may not see"), transaction.atomic():
        unmasked(stranger, camera, SINCE)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"reason": " "}, "unmasking_says_why"),
    ({"cameras": []}, "unmasking_says_of_what"),
    ({"covers_until": SINCE - timedelta(seconds=1)}, "unmasking_says_of_what"),
    ({"lasts_min": 0}, "unmasking_lasts_minutes"),
    ({"lasts_min": 16}, "15 minutes at most"),
    ({"cameras": [0]}, "cameras of one venue"),
]


@pytest.mark.parametrize(("given", "why"), REFUSED)
def test_what_says_too_little_or_asks_too_much_is_refused(
    asking: Agent, camera: Camera, given: dict[str, Any], why: str
) -> None:
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        unmasked(asking, camera, SINCE, **given)


def test_a_camera_of_another_venue_is_refused(asking: Agent, camera: Camera) -> None:
    other = Venue.objects.create(name="Station")
    theirs = Camera.objects.create(venue=other, name="Hall", url="rtsp://192.0.2.9/hall")
    with pytest.raises(IntegrityError, match="cameras of one venue"), transaction.atomic():
        unmasked(asking, camera, SINCE, cameras=[camera.pk, theirs.pk])


def test_a_venue_says_how_long_it_lasts_at_most(asking: Agent, camera: Camera) -> None:
    VenueBlur.objects.create(venue=camera.venue, longest_unmasking_min=30)
    assert unmasked(asking, camera, SINCE, lasts_min=30).ends_at
    with pytest.raises(IntegrityError, match="30 minutes at most"), transaction.atomic():
        unmasked(asking, camera, SINCE, lasts_min=31)


def test_nothing_of_it_changes_or_goes(asking: Agent, second: Agent, camera: Camera) -> None:
    two_people_at(camera.venue)
    unmasking = unmasked(asking, camera, SINCE)
    approval = Approval.objects.create(unmasking=unmasking, agent=second)
    ending = Ending.objects.create(unmasking=unmasking, agent=asking)
    for row in (unmasking, approval, ending):
        rows = type(row)._default_manager.filter(pk=row.pk)  # type: ignore[attr-defined]
        with pytest.raises(IntegrityError, match="kept as|stays"), transaction.atomic():
            rows.update(agent=second)
        with pytest.raises(IntegrityError, match="kept as|stays"), transaction.atomic():
            rows._raw_delete(rows.db)
