"""An installation with an order, an alert and files; and an empty one to restore to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.law.models import Order

ROOT = Path(__file__).parents[2]
FILES = {
    "secret_key": b"the old key",
    "footage/3/2026-11-24.mp4": bytes(range(256)) * 500,
    f"footage/{'deep/' * 30}é.mp4": b"a name longer than a header has room for",
    "journal/empty": b"",
}
REBUILT = {
    "postgresql/base/1": b"a running server's",
    "static/wall.js": b"collected",
    "redis.log": b"",
    "lock": b"",
    "models/yolo11n.xml": b"a model",
}


@dataclass(frozen=True)
class Elsewhere:
    """Another machine: an empty database and an empty state folder."""

    database: str
    state: Path

    def manage(self, *words: object) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "DATABASE_URL": self.url, "STATE_DIR": str(self.state)}
        environment = {k: v for k, v in environment.items() if k not in {"SECRET_KEY"}}
        command = [sys.executable, "manage.py", *map(str, words)]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    @property
    def url(self) -> str:
        at = connection.settings_dict
        server = f"{at['USER']}:{at['PASSWORD']}@"
        port = f":{at['PORT']}" if at["PORT"] else ""
        return f"postgresql://{server}{port}/{self.database}?host={quote(at['HOST'])}"

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(self.url, autocommit=True)

    def rows(self, query: sql.SQL | str) -> list[tuple[Any, ...]]:
        with self.connect() as server:
            return server.execute(query).fetchall()  # type: ignore[arg-type]


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture
def state(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    write(folder, {**FILES, **REBUILT})
    settings.STATE_DIR, settings.MODELS_DIR = folder, folder / "models"
    return folder


@pytest.fixture
def alert(order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> Iterator[Elsewhere]:
    place = Elsewhere(f"restored_{os.getpid()}", tmp_path / "elsewhere")
    place.state.mkdir()
    name = sql.Identifier(place.database)
    at = Elsewhere("postgres", place.state)
    with at.connect() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        yield place
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
