"""Killed at any point, an extract is made all the same: once, whole, and with nothing beside it."""

import os
import random
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from command_center.extracts.desk import release
from command_center.extracts.models import ExtractStep
from command_center.extracts.signing_key import extract_key
from command_center.extracts.verifying.package import verify
from command_center.people.models import Agent
from command_center.retention.folder import footage_folder, place_of
from command_center.retention.models import Hold
from command_center.venues.models import Camera
from tests.daphne import ROOT, this_database
from tests.extracts.asking import asked, of_stretch

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_killed_making_is_begun_anew_and_leaves_nothing(
    recorded: Camera, began_at: datetime, asker: Agent, second: Agent, tmp_path: Path
) -> None:
    stretch = of_stretch(began_at, 0, 36)
    release(asked(recorded, asker, is_watermarked=True, **stretch), second)
    seed = random.randrange(1_000_000)
    run = subprocess.run(
        [sys.executable, "-m", "tests.extracts.interrupted", str(seed)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": this_database(), "STATE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, f"seed {seed}: {run.stderr}"
    step = ExtractStep.objects.get(kind="made")
    exports = footage_folder() / "exports"
    assert [one for one in exports.rglob("*") if one.is_file()] == [place_of(step.package_path)]
    assert not list((exports / "unfinished").iterdir())
    found = verify(place_of(step.package_path), extract_key().sha256, footage_folder())
    assert not found.wrong
    assert Hold.objects.active().exists()
