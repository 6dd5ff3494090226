"""The real web process, on the database and the Redis of the tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
from django.conf import settings
from django.db import connection

from tests.ports import free_port
from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent
UP_WITHIN_S = 60.0
ENDS_WITHIN_S = 10.0


@dataclass
class Daphne:
    port: int
    process: psutil.Process

    def memory_mb(self) -> float:
        return float(self.process.memory_info().rss) / 1e6

    def cpu_s(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def answers(self) -> bool:
        return any(one.status == psutil.CONN_LISTEN for one in self.process.net_connections())


@contextmanager
def daphne() -> Iterator[Daphne]:
    """Until the end of the block; it looks at the database that this process is connected to, and
    reads what this process sealed: sessions, addresses of cameras."""
    port = free_port()
    command = [sys.executable, "-m", "daphne", "-p", str(port), "-v", "0"]
    started = subprocess.Popen(
        [*command, "command_center.asgi:application"],
        cwd=ROOT,
        env={"SECRET_KEY": settings.SECRET_KEY, **os.environ, "DATABASE_URL": this_database()},
    )
    try:
        one = Daphne(port, psutil.Process(started.pid))
        wait_until(one.answers, UP_WITHIN_S)
        yield one
    finally:
        _end(started)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Told to end in the middle of a request, Daphne may wait for ever."""
    process.terminate()
    try:
        process.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def this_database() -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path="/" + str(connection.settings_dict["NAME"])))
