"""Killed at any point, erasure goes on where it was: nothing stays, nothing goes twice."""

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.certifying import verify
from command_center.retention.models import ErasureCertificate, StoredFile
from command_center.venues.models import Camera
from tests.daphne import ROOT, this_database
from tests.retention.keeping import DAY, HOUR, kept_file, on_disk, ruled, unsaved_alert

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_killed_run_is_taken_up_again(
    footage: Path, camera: Camera, day_order: Order, operator: Agent, tmp_path: Path
) -> None:
    ruled(operator, 2, what="alerts")
    now = timezone.now()
    alerts = Alert.objects.bulk_create(
        unsaved_alert(camera, day_order, now - 3 * HOUR - timedelta(seconds=n)) for n in range(400)
    )
    files = [kept_file(camera, 32 * DAY) for _ in range(150)]
    young = kept_file(camera, DAY)
    seed = random.randrange(1_000_000)
    run = subprocess.run(
        [sys.executable, "-m", "tests.retention.interrupted", str(seed)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": this_database(), "STATE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, f"seed {seed}: {run.stderr}"
    assert int(run.stdout) >= 3, "nothing was interrupted"
    assert not Alert.objects.exists()
    assert StoredFile.objects.get() == young
    assert [one for one in footage.rglob("*") if one.is_file()] == [on_disk(young)]
    gone = Counter(
        (one.what, item[0]) for one in ErasureCertificate.objects.all() for item in one.items
    )
    assert gone == Counter(
        [("alerts", alert.pk) for alert in alerts] + [("clips", file.pk) for file in files]
    )
    assert verify().broken is None
