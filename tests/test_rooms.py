"""Arrows point one way: frontend → command_center → detection, and downwards between the rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).parent.parent
ROOMS = [
    "journal",
    "people",
    "signing_in",
    "venues",
    "register",
    "law",
    "calibration",
    "leases",
    "alerts",
    "streams",
    "setup",
    "retention",
    "evaluation",
    "reports",
    "notices",
    "rights_desk",
    "audit",
    "health",
    "footage",
    "blur",
    "review",
    "incidents",
    "extracts",
    "desk",
    "notifications",
    "supervision",
    "wall",
    "statistics",
    "api",
    "backups",
]
"""A room imports only rooms before it: streams raise alerts, alerts know no stream."""

OWN = {"detection", "command_center", "frontend", "tests", "launcher"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative import"
            yield str(node.module)


def files_of(folder: str) -> list[Path]:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    return files


def own_imports(folder: str) -> Iterator[tuple[Path, str]]:
    for file in files_of(folder):
        yield from ((file, name) for name in imported(file) if name.split(".")[0] in OWN)


def test_detection_knows_no_web_framework_and_no_database() -> None:
    strangers = {"django", "channels", "celery", "redis", "psycopg", "daphne"} | OWN - {"detection"}
    for file in files_of("detection"):
        assert not {name.split(".")[0] for name in imported(file)} & strangers, file


def test_command_center_knows_no_page_and_no_test() -> None:
    for file, name in own_imports("command_center"):
        assert name.split(".")[0] in {"command_center", "detection"}, file


def test_frontend_holds_no_python() -> None:
    assert not list((ROOT / "frontend").rglob("*.py"))


BUILT = [room for room in ROOMS if (ROOT / "command_center" / room).exists()]


@pytest.mark.parametrize("room", BUILT)
def test_room_imports_only_rooms_before_it(room: str) -> None:
    before = set(ROOMS[: ROOMS.index(room) + 1])
    for file, name in own_imports(f"command_center/{room}"):
        parts = name.split(".")
        if parts[0] == "command_center" and len(parts) > 1 and parts[1] in ROOMS:
            assert parts[1] in before, f"{file} imports {name}"


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {file.parent.name for file in (ROOT / "command_center").glob("*/__init__.py")}
    assert rooms == set(BUILT)
    assert rooms == {app.label for app in apps.get_app_configs() if app.name.startswith("command")}


@pytest.mark.django_db
def test_tables_are_as_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
