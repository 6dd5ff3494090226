"""Vigie as its user starts it: `scripts/run`, all of its processes, until Ctrl-C."""

import os
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.ports import free_port
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
GIVEN_BY_THE_TESTS = {"DATABASE_URL", "REDIS_URL", "STATE_DIR", "DJANGO_SETTINGS_MODULE"}
STARTS_WITHIN_S = 240.0
STOPS_WITHIN_S = 30.0


@dataclass
class Vigie:
    """One run. `said` is what it printed, line by line."""

    address: str
    said: list[str] = field(default_factory=list)

    def sign_in(self) -> tuple[str, str]:
        found = re.search(r"First sign-in: (\S+) with password (\S+)", "".join(self.said))
        assert found, self.said
        return found[1], found[2]

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address, timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


def start(
    state: Path, port: int, *words: str, settings: Mapping[str, str] | None = None
) -> "subprocess.Popen[str]":
    environment = {k: v for k, v in os.environ.items() if k not in GIVEN_BY_THE_TESTS}
    return subprocess.Popen(
        ["scripts/run", "--port", str(port), *words],
        cwd=ROOT,
        env={**environment, "STATE_DIR": str(state), "PYTHONUNBUFFERED": "1", **(settings or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )


@contextmanager
def running(state: Path, *words: str) -> Iterator[Vigie]:
    """From the command to the first answer; at the end Ctrl-C, after which no process is left."""
    port = free_port()
    with start(state, port, *words) as process:
        vigie = Vigie(f"http://127.0.0.1:{port}/")
        reader = threading.Thread(
            target=lambda: vigie.said.extend(iter(process.stdout.readline, ""))
        )
        reader.start()
        family: list[psutil.Process] = []
        try:
            wait_until(
                lambda: process.poll() is not None or vigie.answers(),
                STARTS_WITHIN_S,
                lambda: "\n".join(vigie.said),
            )
            assert process.poll() is None, "\n".join(vigie.said)
            yield vigie
            family = psutil.Process(process.pid).children(recursive=True)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(STOPS_WITHIN_S)
            reader.join()
        left = [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
        assert not left
        assert not (state / "postgresql" / "postmaster.pid").exists()
