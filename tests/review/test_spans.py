"""Segments and gaps merged by PostgreSQL, against a model that merges them one by one."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.footage.models import Gap
from command_center.review.spans import Span, Window, gap_spans, recorded_spans
from command_center.venues.models import Camera
from tests.review.conftest import planted_segment

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
TIMES = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=12)


def merged(times: list[tuple[datetime, datetime]], apart: timedelta) -> list[list[datetime]]:
    islands: list[list[datetime]] = []
    for since, until in sorted(times):
        if islands and since - islands[-1][1] <= apart:
            islands[-1][1] = max(islands[-1][1], until)
        else:
            islands.append([since, until])
    return islands


@pytest.fixture
def second_camera(camera: Camera) -> Camera:
    return Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(north=TIMES, south=TIMES, apart=st.integers(0, 20), cut=st.integers(0, 300))
def test_spans_are_those_of_the_model(
    north: list[tuple[int, int]],
    south: list[tuple[int, int]],
    apart: int,
    cut: int,
    camera: Camera,
    second_camera: Camera,
    began_at: datetime,
) -> None:
    planted = {
        seen_by.pk: [
            (began_at + at * SECOND, began_at + (at + lasts) * SECOND) for at, lasts in times
        ]
        for seen_by, times in ((camera, north), (second_camera, south))
    }
    cut_from, cut_until = began_at + cut * SECOND, began_at + (cut + 150) * SECOND
    with transaction.atomic():
        for seen_by in (camera, second_camera):
            for since, until in planted[seen_by.pk]:
                planted_segment(seen_by, since, until)
        found = recorded_spans(Window(list(planted), cut_from, cut_until, apart * SECOND))
        transaction.set_rollback(True)
    assert found == [
        Span(number, "", max(since, cut_from), min(until, cut_until))
        for number, times in sorted(planted.items())
        for since, until in merged(
            [one for one in times if one[0] < cut_until and one[1] > cut_from],
            max(apart, 1) * SECOND,
        )
    ]


def test_a_day_of_segments_is_one_span_and_zoomed_in_its_breaks_are_seen(
    camera: Camera, began_at: datetime
) -> None:
    for number in range(40):
        since = began_at + number * 31 * SECOND
        planted_segment(camera, since, since + 30 * SECOND)
    planted_segment(camera, began_at + 1260 * SECOND, began_at + 1290 * SECOND)
    until = began_at + timedelta(hours=1)
    whole = recorded_spans(Window([camera.pk], began_at, until, 60 * SECOND))
    assert whole == [Span(camera.pk, "", began_at, began_at + 1290 * SECOND)]
    close = recorded_spans(Window([camera.pk], began_at, until, timedelta(milliseconds=40)))
    assert [(one.since, one.until) for one in close] == [
        (began_at, began_at + 1239 * SECOND),
        (began_at + 1260 * SECOND, began_at + 1290 * SECOND),
    ]


def test_gaps_of_one_cause_are_drawn_together_and_keep_their_cause(
    camera: Camera, began_at: datetime
) -> None:
    for at, lasts, cause in ((0, 5, "offline"), (8, 4, "storage"), (14, 6, "offline")):
        since = began_at + at * SECOND
        Gap.objects.create(
            camera=camera, began_at=since, ended_at=since + lasts * SECOND, cause=cause
        )
    window = Window([camera.pk], began_at + 2 * SECOND, began_at + 60 * SECOND, 10 * SECOND)
    assert gap_spans(window) == [
        Span(camera.pk, "offline", began_at + 2 * SECOND, began_at + 20 * SECOND),
        Span(camera.pk, "storage", began_at + 8 * SECOND, began_at + 12 * SECOND),
    ]
