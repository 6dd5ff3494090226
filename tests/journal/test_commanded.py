"""What is done from the command line is told with the name of the machine's user."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_center.journal.models import Entry
from tests.daphne import this_database

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.django_db(transaction=True)


def manage(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": this_database(), "SUDO_USER": "jeanne"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_dump_of_the_data_is_a_communication_and_a_check_is_nothing() -> None:
    done = manage("dumpdata", "people.reason")
    assert done.returncode == 0, done.stderr
    assert manage("check").returncode == 0
    (entry,) = Entry.objects.all()
    assert (entry.operation, entry.object_kind, entry.object_id) == (
        "communication",
        "command",
        "dumpdata",
    )
    assert entry.author is None
    assert entry.author_name == "jeanne (command line)"
