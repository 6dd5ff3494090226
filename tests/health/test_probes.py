"""What those ask who start, stop and restart the processes."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from command_center.leases.models import Worker
from tests.health.told import tell_worker

NOBODY = "redis://127.0.0.1:1/0"


def missing(client: Client) -> tuple[int, list[str]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()["missing"]


def test_process_that_answers_lives_whatever_its_database_does(client: Client) -> None:
    """Without a database: asking one would fail this test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


@pytest.mark.django_db
def test_whole_site_is_ready(client: Client, tmp_path: Path) -> None:
    tell_worker(tmp_path)
    assert missing(client) == (200, [])


@pytest.mark.django_db
def test_site_without_a_worker_is_not_ready(client: Client) -> None:
    assert missing(client) == (503, ["worker"])


@pytest.mark.django_db
def test_worker_that_is_not_seen_any_more_does_not_count(client: Client, tmp_path: Path) -> None:
    tell_worker(tmp_path)
    Worker.objects.update(seen_at=timezone.now() - timedelta(seconds=6))
    assert missing(client) == (503, ["worker"])


@pytest.mark.django_db
def test_site_without_redis_is_not_ready(client: Client, tmp_path: Path, settings: Any) -> None:
    tell_worker(tmp_path)
    settings.REDIS_URL = NOBODY
    assert missing(client) == (503, ["redis"])


@pytest.mark.django_db
def test_tables_older_than_the_program_are_not_ready(client: Client, tmp_path: Path) -> None:
    tell_worker(tmp_path)
    MigrationRecorder.Migration.objects.filter(app="health").delete()
    assert missing(client) == (503, ["migrations"])


def test_site_without_a_database_is_alive_and_not_ready() -> None:
    """In a process of its own: the tests' connection is needed."""
    script = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "for path in ('/healthz', '/readyz'):\n"
        "    answer = Client(headers={'host': 'localhost'}).get(path)\n"
        "    print(answer.status_code, answer.text.strip())\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "DATABASE_URL": "postgresql:///vigie?host=/nowhere"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    alive, ready = told.stdout.splitlines()
    assert alive == "200 ok"
    status, _, parts = ready.partition(" ")
    assert (status, json.loads(parts)) == ("503", {"missing": ["database"]})


@pytest.mark.django_db
def test_probes_are_answered_without_tls(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/metrics").status_code == 301
