"""What goes when, before it has gone; and what is said where erasure does not run."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.retention.banners import banners
from command_center.retention.erasing.run import erase
from command_center.retention.metrics import retention_metrics
from command_center.retention.models import LastErasure
from command_center.retention.preview import DAYS, days, going
from command_center.venues.models import Camera
from tests.retention.keeping import DAY, HOUR, held, kept_alert, kept_file, ruled

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def test_preview_says_how_many_go_on_which_day(
    footage: Path, camera: Camera, operator: Agent
) -> None:
    ruled(operator, 24)
    noon = datetime.combine(timezone.localdate(), datetime.min.time(), PARIS) + 12 * HOUR
    for ago, many in ((9 * DAY, 1), (DAY, 2), (timedelta(0), 1)):
        for _ in range(many):
            file = kept_file(camera, timedelta(0), captured_from=min(noon, timezone.now()) - ago)
            file.refresh_from_db()
    kept_file(camera, timedelta(0), what="thumbnails", path="thumbnails/one.jpg")
    (row,) = going(EVERYWHERE)
    assert (row.what, row.venue, row.camera) == ("clips", "Stadium", "North gate")
    assert (row.days, row.held) == ([3, 1, 0, 0, 0, 0, 0], 0)
    assert len(days()) == DAYS == len(row.days)


def test_preview_shows_what_is_held_apart(footage: Path, camera: Camera, operator: Agent) -> None:
    kept_file(camera, 32 * DAY)
    kept_file(camera, 32 * DAY, camera=None, what="exports", path="exports/one.zip")
    held(operator, [camera])
    of_camera, of_venue = going(EVERYWHERE)
    assert (of_camera.total, of_camera.held) == (0, 1)
    assert (of_venue.camera, of_venue.held) == ("", 1)


def test_preview_of_alerts(camera: Camera, day_order: Order, operator: Agent) -> None:
    assert going(EVERYWHERE) == []
    kept_alert(camera, day_order, 3 * HOUR)
    assert going(EVERYWHERE) == []  # in a year
    ruled(operator, 2, what="alerts")
    (row,) = going(EVERYWHERE)
    assert row.days[0] == 1


def said(user: Any) -> list[str]:
    request = RequestFactory().get("/")
    request.user = user
    with translation.override("en"):
        return [one.text for one in banners(request)["retention_banners"]]


@pytest.fixture
def last(db: None) -> LastErasure:
    """An hour ago."""
    then = timezone.now() - HOUR
    return LastErasure.objects.update_or_create(pk=1, defaults={"ended_at": then})[0]


def test_missed_erasure_is_said_where_something_is_over_age(
    last: LastErasure, footage: Path, camera: Camera, operator: Agent
) -> None:
    assert said(operator) == []
    kept_file(camera, 32 * DAY)
    (text,) = said(operator)
    assert text.startswith("Erasure has not run since")
    erase(rests=0)
    assert said(operator) == []


def test_long_run_is_not_said_to_be_missed(
    last: LastErasure, footage: Path, camera: Camera, operator: Agent
) -> None:
    """It has not ended yet; a certificate shows that it works."""
    kept_file(camera, 32 * DAY)
    erase(rests=0)
    kept_file(camera, 32 * DAY)
    LastErasure.objects.update(ended_at=timezone.now() - HOUR)
    assert said(operator) == []


def test_what_stands_in_the_way_is_said_with_what_to_do(
    last: LastErasure, footage: Path, camera: Camera, operator: Agent
) -> None:
    obstacle = {"path": "clips/a.mp4", "why": "Permission denied"}
    LastErasure.objects.update(
        ended_at=timezone.now(), overdue=3, overdue_since=timezone.now(), obstacles=[obstacle]
    )
    overdue, barred = said(operator)
    assert "3 items should have been erased" in overdue
    assert "clips/a.mp4 (Permission denied)" in barred
    assert "the right to write" in barred


def test_end_of_a_hold_is_said_before_it_comes(
    last: LastErasure, operator: Agent, camera: Camera
) -> None:
    held(operator, [camera])
    assert said(operator) == []
    held(operator, [camera], ends_at=timezone.now() + DAY, reference="PV 12")
    (text,) = said(operator)
    assert text.startswith("Hold PV 12 ends on")


def test_visitor_is_told_nothing(last: LastErasure) -> None:
    from django.contrib.auth.models import AnonymousUser

    assert said(AnonymousUser()) == []


def test_metrics_tell_when_it_ran_and_what_is_overdue(last: LastErasure) -> None:
    LastErasure.objects.update(overdue=2)
    told = {one.name: one.samples[0].value for one in retention_metrics()}
    assert told["vigie_erasure_overdue"] == 2
    assert told["vigie_erasure_obstacles"] == 0
    assert told["vigie_erasure_ended_timestamp_seconds"] == last.ended_at.timestamp()  # type: ignore[union-attr]
