"""docker-compose.yml and the Dockerfile name only what is there; no engine runs them here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.utils.module_loading import import_string
from launcher.processes import commands

from command_center.celery import app
from tests.daphne import daphne
from tests.ports import free_port

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
SOURCES = "\n".join(
    file.read_text()
    for part in ("command_center", "detection")
    for file in (ROOT / part).rglob("*.py")
)


def test_parts_of_the_product_are_all_there() -> None:
    assert set(SERVICES) == {"postgres", "redis", "prepare", "web", "worker", "beat"}
    assert set(OURS) == {"prepare", "web", "worker", "beat"}


def test_every_variable_is_one_that_the_program_reads() -> None:
    given = {name for service in OURS.values() for name in service["environment"]}
    given |= set(re.findall(r"(\w+)=/state", DOCKERFILE))
    assert {name for name in given if f'"{name}"' not in SOURCES} == set()


def test_every_command_is_installed() -> None:
    programs = Path(sys.executable).parent
    for name, service in OURS.items():
        assert shutil.which(service["command"][0], path=str(programs)), name


def test_every_command_names_what_exists() -> None:
    assert import_string(SERVICES["web"]["command"][-1].replace(":", "."))
    for name in ("worker", "beat"):
        command = SERVICES[name]["command"]
        assert command[:3] == ["celery", "-A", app.main]
        assert command[3] in {"worker", "beat"}
    program, script, command = SERVICES["prepare"]["command"]
    assert (program, (ROOT / script).exists(), command in get_commands()) == ("python", True, True)


def test_compose_runs_what_scripts_run_runs() -> None:
    for name, line in commands("0.0.0.0", 8000, "/state").items():
        command = SERVICES[name]["command"]
        ours = [word for word in line.split() if word != "--pidfile="]
        assert ours[3 if command[0] == "daphne" else 2 :][-len(command) + 1 :] == command[1:], name


def test_every_service_waits_for_one_that_exists() -> None:
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", {})) <= set(SERVICES), name


def test_every_volume_is_declared() -> None:
    mounted = {
        mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])
    }
    assert mounted == set(COMPOSE["volumes"])


def test_every_copied_file_exists_and_every_program_folder_is_copied() -> None:
    copied = {
        word
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.M)
        for word in line.split()
    }
    assert all((ROOT / name).exists() for name in copied)
    assert {"manage.py", "command_center", "detection", "frontend"} <= copied
    assert "pyproject.toml" in copied  # the program reads its version there


def test_torch_of_the_image_is_the_one_of_the_requirements() -> None:
    required = (ROOT / "requirements.txt").read_text().splitlines()
    for pin in re.findall(r"torch(?:vision)?==[\d.]+", DOCKERFILE):
        assert pin in required


def web_is_healthy(port: int) -> bool:
    """As docker finds out, on another port."""
    _, _, *command = SERVICES["web"]["healthcheck"]["test"]
    asked = [sys.executable, *(word.replace(":8000/", f":{port}/") for word in command)]
    return subprocess.run(asked, env=os.environ, stderr=subprocess.DEVNULL).returncode == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hosts", ["vigie.example,www.vigie.example", ".vigie.example", "*"])
def test_web_is_healthy_when_it_answers(hosts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    monkeypatch.setenv("HTTPS_ONLY", "1")
    monkeypatch.setenv("SECRET_KEY", "of a real site: long, random, from its environment")
    with daphne() as web:
        assert web_is_healthy(web.port)
    assert not web_is_healthy(free_port())
