"""Who saw camera 12 between 14:00 and 14:20, and why."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from command_center.audit.time_axis import BARS_WIDE, NAMES_WIDE, time_axis
from command_center.audit.watching import Look, watched
from command_center.journal.consultation import End, begin_all, end_all
from command_center.journal.models import Entry
from command_center.journal.noting import Thing
from command_center.journal.origin import Origin
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.audit.conftest import inquiring
from tests.audit.planting import planted

TWO = datetime(2026, 3, 28, 14, tzinfo=UTC)
TWENTY_PAST = TWO + timedelta(minutes=20)


def minutes(count: float) -> datetime:
    return TWO + timedelta(minutes=count)


def live(camera: int, since: float, until: float, who: str, **detail: object) -> Entry:
    """A look that has ended: its start, and its end, which says so."""
    start = planted(minutes(since), camera=camera, author_name=who, reason=f"{who}'s reason")
    return planted(
        minutes(until),
        camera=camera,
        author_name=who,
        reason=f"{who}'s reason",
        seen_from=minutes(since),
        seen_to=minutes(until),
        detail={"begun": start.pk, "lost": False, **detail},
    )


def seen(camera: int) -> dict[str, Look]:
    return {one.who: one for one in watched(camera, TWO, TWENTY_PAST).looks}


@pytest.mark.django_db
def test_every_look_that_touches_the_stretch_is_told() -> None:
    live(12, -60, 5, "before")
    live(12, 5, 6, "within")
    live(12, 15, 90, "after")
    live(12, -60, 90, "all along", lost=True)
    live(12, -60, -1, "too early")
    live(12, 21, 30, "too late")
    live(13, 5, 6, "another camera")
    found = seen(12)
    assert set(found) == {"before", "within", "after", "all along"}
    assert found["before"].reason == "before's reason"
    assert found["all along"].is_lost
    assert not watched(12, TWO, TWENTY_PAST).moments


@pytest.mark.django_db
def test_recorded_pictures_looked_at_days_later_are_told() -> None:
    planted(
        minutes(4000),
        object_kind="playback",
        camera=12,
        author_name="later",
        seen_from=minutes(10),
        seen_to=minutes(12),
    )
    later = seen(12)["later"]
    assert not later.is_live
    assert (later.since, later.at) == (minutes(10), minutes(4000))


@pytest.mark.django_db
def test_a_look_that_goes_on_is_told_until_it_ends() -> None:
    origin = Origin(author_name="watcher", reason="the match")
    (entry,) = begin_all([(Thing("live", 12, 12), origin)])
    now = timezone.now()
    hour = timedelta(hours=1)
    (look,) = watched(12, now - hour, now + hour).looks
    assert look.is_open
    assert not watched(12, now - 2 * hour, now - hour).looks
    end_all([End(entry, timezone.now())])
    found = watched(12, now - hour, now + hour)
    assert [one.is_open for one in found.looks] == [False]
    assert found.looks[0].since == Entry.objects.get(pk=entry).at
    assert not found.moments


@pytest.mark.django_db
def test_pages_of_the_camera_are_told_beside_and_the_journal_is_not() -> None:
    page = planted(minutes(3), object_kind="camera_edit", camera=12, author_name="setter-up")
    planted(minutes(3), object_kind="journal_watched", camera=12, author_name="lawyer")
    found = watched(12, TWO, TWENTY_PAST)
    assert [one.pk for one in found.moments] == [page.pk]
    assert not found.looks


def test_page_answers_who_and_why(client: Client, lawyer: Agent, camera: Camera) -> None:
    live(camera.pk, 3, 8, "guard")
    inquiring(client, lawyer)
    asked = {"camera": camera.pk, "since": "2026-03-28T15:00", "until": "2026-03-28T15:20"}
    page = client.get("/journal/watched", asked, headers={"accept-language": "en"})
    assert "guard saw pictures of Stadium · North gate" in page.text
    assert "guard&#x27;s reason" in page.text
    assert "<rect" in page.text
    nobody = asked | {"since": "2026-03-28T16:00", "until": "2026-03-28T16:20"}
    assert "<rect" not in client.get("/journal/watched", nobody).text
    backwards = asked | {"until": "2026-03-28T14:00"}
    assert client.get("/journal/watched", backwards).status_code == 400
    noted = Entry.objects.filter(object_kind="journal_watched", detail__has_key="criteria")
    assert [one.camera for one in noted] == [camera.pk] * 2


spans = st.tuples(st.integers(-60, 60), st.integers(0, 60), st.sampled_from(["ann", "ben"]))


@given(st.lists(spans, max_size=15))
def test_bars_lie_within_the_axis_and_beside_one_another(given: list[tuple[int, int, str]]) -> None:
    looks = [
        Look(
            Entry(author_name=who),
            minutes(start),
            minutes(start + lasts),
            minutes(start),
            is_live=True,
        )
        for start, lasts, who in given
        if start < 20 and start + lasts >= 0
    ]
    axis = time_axis(looks, TWO, TWENTY_PAST)
    bars = [bar for person in axis.people for bar in person.bars]
    assert len(bars) == len(looks)
    for bar in bars:
        assert NAMES_WIDE <= bar.x <= NAMES_WIDE + BARS_WIDE
        assert bar.x + bar.width <= axis.wide
        assert bar.y < axis.high
    lanes: dict[float, list[Look]] = {}
    for bar in bars:
        lanes.setdefault(bar.y, []).append(bar.look)
    for lane in lanes.values():
        lane.sort(key=lambda one: (one.since, one.until))
        assert all(a.until <= b.since for a, b in pairwise(lane))
