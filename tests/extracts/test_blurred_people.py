"""A blurred extract of real people, drawn by hand: none keeps any detail in what is handed over."""

import io
from datetime import datetime
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from command_center.extracts.appearance import Appearance
from command_center.extracts.verifying.contents import contents_of
from command_center.people.models import Agent
from command_center.retention.folder import place_of
from command_center.venues.models import Camera
from tests.blur.annotated import FILM, drawn_boxes, most_left
from tests.extracts.asking import made, of_stretch
from tests.footage.recorded_film import record_film

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LOST = 0.5
MEDIAN_LEFT = 0.1


def images(film: Path | io.BytesIO) -> list[NDArray[np.uint8]]:
    with av.open(film if isinstance(film, io.BytesIO) else str(film)) as container:
        return [one.to_ndarray(format="bgr24") for one in container.decode(video=0)]


def test_nobody_can_be_told_in_what_is_handed_over(
    camera: Camera, began_at: datetime, asker: Agent, second: Agent, shared_data: Path
) -> None:
    film = shared_data / "videos" / FILM
    record_film(camera, film, began_at)
    given = of_stretch(began_at, 0, 79)
    step = made(camera, asker, second, appearance=Appearance.BLURRED, **given)
    members = contents_of(place_of(step.package_path)).members
    (name,) = [name for name in members if name.endswith(".mp4")]
    before, after = images(film), images(io.BytesIO(members[name].read()))
    boxes = drawn_boxes(shared_data / "vtest_boxes.txt")
    looked_at = [(number, box) for number, many in boxes.items() for box in many]
    looked_at = [(number, box) for number, box in looked_at if number < len(after)]
    assert len(looked_at) > 90
    left = [most_left(before[number], after[number], box) for number, box in looked_at]
    assert max(left) < LOST
    assert np.median(left) < MEDIAN_LEFT
    plain = [most_left(before[number], before[number], box) for number, box in looked_at]
    assert min(plain) == 1
