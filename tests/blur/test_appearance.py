"""Who sees recordings plain: nobody, but for a doubt or by an unmasking."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.blur.appearance import as_it_may_appear, may_be_plain
from command_center.blur.models import Ending, VenueBlur
from command_center.footage.run import Run, next_run
from command_center.law.models import Order
from command_center.people.models import Agent, Post
from command_center.people.roles import Role
from command_center.venues.models import Camera
from tests.blur.passing import made_older
from tests.blur.unmasked import agent_with, unmasked
from tests.films import write_film
from tests.footage.recorded_film import record_film

pytestmark = pytest.mark.django_db

SEES = ("footage.view_segment", "blur.add_unmasking")
JUDGES = (*SEES, "alerts.view_alert", "alerts.add_verdict")


@pytest.fixture
def run(camera: Camera, tmp_path: Path) -> Run:
    """Four seconds that begin as the alert of these tests does."""
    began_at = timezone.now() - timedelta(seconds=2)
    record_film(camera, write_film(tmp_path / "film.mp4", 100), began_at)
    found = next_run(camera.pk, began_at, began_at + timedelta(seconds=4))
    assert found is not None
    return found


@pytest.fixture
def alert(run: Run, order: Order, intrusion: Found) -> Alert:
    raised = raise_alert(intrusion)
    assert raised.started_at < run.until + timedelta(seconds=30)
    return raised


def asked_by(agent: Agent) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = agent
    return request


def test_recordings_are_blurred(run: Run) -> None:
    appearance = as_it_may_appear(asked_by(agent_with("viewer", *JUDGES)), run)
    assert not appearance.is_plain
    assert appearance.run is not run


def test_a_venue_may_show_them_plain(run: Run, camera: Camera) -> None:
    VenueBlur.objects.create(venue=camera.venue, review_is_blurred=False)
    appearance = as_it_may_appear(asked_by(agent_with("viewer", *SEES)), run)
    assert appearance.is_plain
    assert appearance.run is run


def test_the_clip_of_an_alert_is_plain_to_who_judges_it(run: Run, alert: Alert) -> None:
    assert may_be_plain(asked_by(agent_with("judge", *JUDGES)), run, alert.pk)
    assert not may_be_plain(asked_by(agent_with("viewer", *SEES)), run, alert.pk)


def test_the_clip_is_blurred_to_who_judges_elsewhere(run: Run, alert: Alert) -> None:
    agent = agent_with("judge", *SEES)
    other = Camera.objects.create(venue=alert.camera.venue, name="South", url="rtsp://192.0.2.3/")
    Post.objects.create(
        agent=agent,
        role=Role.OPERATOR,
        venue=other.venue_id,
        cameras=[other.pk],
        starts_at=timezone.now() - timedelta(hours=1),
    )
    assert agent.reach("alerts.add_verdict")
    assert not may_be_plain(asked_by(agent), run, alert.pk)


def test_a_venue_may_blur_clips_too(run: Run, alert: Alert) -> None:
    VenueBlur.objects.create(venue=alert.camera.venue, clips_are_blurred=True)
    assert not may_be_plain(asked_by(agent_with("judge", *JUDGES)), run, alert.pk)


def test_a_clip_is_plain_for_an_hour_after_its_first_verdict(run: Run, alert: Alert) -> None:
    agent = agent_with("judge", *JUDGES)
    judge(alert, agent, "confirmed", follow_up="none")
    assert may_be_plain(asked_by(agent), run, alert.pk)
    made_older("alerts_verdict", "at", "61 minutes")
    assert not may_be_plain(asked_by(agent), run, alert.pk)
    judge(alert, agent, "confirmed", follow_up="none")  # saying it again opens nothing
    assert not may_be_plain(asked_by(agent), run, alert.pk)


def test_an_alert_opens_no_other_stretch(run: Run, alert: Alert) -> None:
    Alert.objects.filter(pk=alert.pk).update(ended_at=alert.started_at + timedelta(seconds=5))
    request = asked_by(agent_with("judge", *JUDGES))
    assert may_be_plain(request, run, alert.pk)
    assert not may_be_plain(request, moved(run, timedelta(minutes=5)), alert.pk)
    assert not may_be_plain(request, moved(run, -timedelta(minutes=5)), alert.pk)


def test_an_alert_opens_no_other_camera(run: Run, alert: Alert) -> None:
    other = Camera.objects.create(venue=alert.camera.venue, name="South", url="rtsp://192.0.2.3/")
    theirs = Run(other.pk, run.init, run.pictures, run.found, run.sources)
    assert not may_be_plain(asked_by(agent_with("judge", *JUDGES)), theirs, alert.pk)


def test_an_unmasking_shows_its_stretch_plain_to_its_agent_alone(run: Run, camera: Camera) -> None:
    agent = agent_with("asking", *SEES)
    unmasked(agent, camera, run.since)
    assert may_be_plain(asked_by(agent), run)
    assert not may_be_plain(asked_by(agent_with("other", *SEES)), run)
    assert not may_be_plain(asked_by(agent), moved(run, timedelta(minutes=1)))
    assert not may_be_plain(asked_by(agent), moved(run, -timedelta(minutes=1)))


def test_an_unmasking_of_another_camera_shows_nothing(run: Run, camera: Camera) -> None:
    agent = agent_with("asking", *SEES)
    other = Camera.objects.create(venue=camera.venue, name="South", url="rtsp://192.0.2.3/")
    unmasked(agent, other, run.since)
    assert not may_be_plain(asked_by(agent), run)


def test_an_unmasking_that_waits_or_was_ended_shows_nothing(run: Run, camera: Camera) -> None:
    agent = agent_with("asking", *SEES)
    ended = unmasked(agent, camera, run.since)
    Ending.objects.create(unmasking=ended, agent=agent)
    assert not may_be_plain(asked_by(agent), run)
    VenueBlur.objects.create(venue=camera.venue, unmasking_needs_second=True)
    unmasked(agent, camera, run.since)
    assert not may_be_plain(asked_by(agent), run)


def moved(run: Run, by: timedelta) -> Run:

    pictures = [
        replace(one, at=one.at + by, decoded_at=one.decoded_at + by) for one in run.pictures
    ]
    return replace(run, pictures=pictures)
