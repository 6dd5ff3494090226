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
from tests.blur.annotated import FILM, detail, drawn_boxes
from tests.footage.recorded_film import record_film

pytestmark = pytest.mark.django_db

LOST = 0.1
"""Of the detail of the plain picture, what may be left: a coder's own noise."""

SIDE_PX = 12


@pytest.fixture
def began_at(camera: Camera, shared_data: Path) -> datetime:
    began_at = timezone.now() - timedelta(hours=1)
    record_film(camera, shared_data / "videos" / FILM, began_at)
    return began_at


def images(run: Run) -> list[NDArray[np.uint8]]:
    with av.open(io.BytesIO(as_media(run, run.pictures[0].decoded_at))) as film:
        return [one.to_ndarray(format="bgr24") for one in film.decode(video=0)]


def left_of(plain: Run, shown: Run, first: int, shared_data: Path) -> list[float]:
    """Of each person that is drawn: the share of detail that is left."""
    before, after = images(plain), images(shown)
    assert len(before) == len(after)
    found = []
    for number, boxes in drawn_boxes(shared_data / "vtest_boxes.txt").items():
        for box in boxes if 0 <= number - first < len(before) else []:
            was = detail(before[number - first], box, SIDE_PX)
            found.append(detail(after[number - first], box, SIDE_PX) / was)
    return found


def test_no_person_keeps_any_detail(camera: Camera, began_at: datetime, shared_data: Path) -> None:
    (run,) = runs(camera.pk, began_at, began_at + timedelta(minutes=2))
    left = left_of(run, blurred(run), 0, shared_data)
    print(max(left), np.median(left), sorted(left)[-8:])
    assert len(left) == 101
    assert max(left) < LOST
    # The same question, asked of the plain pictures: it can be answered with no.
    assert min(left_of(run, run, 0, shared_data)) > LOST


def test_no_person_keeps_any_detail_in_a_moment_that_is_sought(
    camera: Camera, began_at: datetime, shared_data: Path
) -> None:
    count = 0
    for number in drawn_boxes(shared_data / "vtest_boxes.txt"):
        since = began_at + timedelta(seconds=number / 10 - 1)
        (run,) = runs(camera.pk, since, since + timedelta(seconds=4))
        first = round((run.since - began_at).total_seconds() * 10)
        left = left_of(run, blurred(run), first, shared_data)
        count += len(left)
        assert max(left) < LOST
    assert count >= 101
