"""Recordings go into a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command_center.footage.recording import scribe
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.STATE_DIR = tmp_path
    yield
    wait_until(lambda: scribe().is_idle, 10)
