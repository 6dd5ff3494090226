"""A camera that is recorded all the time, into a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command_center.footage.models import CameraRecording, Mode
from command_center.footage.recording import scribe
from command_center.venues.models import Camera
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    """What is still written when the test ends goes there too."""
    settings.STATE_DIR = tmp_path
    settings.MODELS_DIR = tmp_path
    yield
    wait_until(lambda: scribe().is_idle, 10)


@pytest.fixture
def recorded(camera: Camera) -> Camera:
    CameraRecording.objects.create(camera=camera, mode=Mode.CONTINUOUS)
    return camera
