"""Real people, drawn by hand: nothing of them is left but the colours of blocks."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import av
import numpy as np
import pytest
from django.utils import timezone
from numpy.typing import NDArray

from command_center.blur.blurring import blurred
from command_center.footage.media import as_media
from command_center.footage.run import Run, runs
from command_center.venues.models import Camera
from tests.blur.annotated import FILM, drawn_boxes, most_left
from tests.footage.recorded_film import record_film

pytestmark = pytest.mark.django_db

LOST = 0.5
"""Of the detail of any block: what the coder draws at the edges of blocks stays below it, and a
block that is shown plain far above."""


@pytest.fixture
def began_at(camera: Camera, shared_data: Path) -> datetime:
    began_at = timezone.now() - timedelta(hours=1)
    record_film(camera, shared_data / "videos" / FILM, began_at)
    return began_at


def images(run: Run) -> list[NDArray[np.uint8]]:
    with av.open(io.BytesIO(as_media(run, run.pictures[0].decoded_at))) as film:
        return [one.to_ndarray(format="bgr24") for one in film.decode(video=0)]


def left_of(plain: Run, shown: Run, first: int, shared_data: Path) -> list[float]:
    """Of each person that is drawn, in pictures from the number `first` on: what is left of the
    block of which most is left."""
    before, after = images(plain), images(shown)
    assert len(before) == len(after)
    return [
        most_left(before[number - first], after[number - first], box)
        for number, boxes in drawn_boxes(shared_data / "vtest_boxes.txt").items()
        for box in boxes
        if 0 <= number - first < len(before)
    ]


def test_no_person_keeps_any_detail(camera: Camera, began_at: datetime, shared_data: Path) -> None:
    (run,) = runs(camera.pk, began_at, began_at + timedelta(minutes=2))
    shown = blurred(run)
    left = left_of(run, shown, 0, shared_data)
    assert len(left) == 101
    assert max(left) < LOST
    assert np.median(left) < 0.1
    # The same question, asked of the plain pictures: it can be answered with no.
    assert min(left_of(run, run, 0, shared_data)) == 1
    assert [one.at for one in shown.pictures] == sorted(one.at for one in run.pictures)
    assert (shown.since, shown.until) == (run.since, run.until)


def test_no_person_keeps_any_detail_in_a_moment_that_is_sought(
    camera: Camera, began_at: datetime, shared_data: Path
) -> None:
    """Four seconds alone: what is known of the place is read from around them."""
    for number in list(drawn_boxes(shared_data / "vtest_boxes.txt"))[::4]:
        since = began_at + timedelta(seconds=number / 10 - 1)
        (run,) = runs(camera.pk, since, since + timedelta(seconds=4))
        first = round((run.since - began_at).total_seconds() * 10)
        left = left_of(run, blurred(run), first, shared_data)
        assert left
        assert max(left) < LOST
