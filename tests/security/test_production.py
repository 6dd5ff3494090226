"""`manage.py check --deploy` with the environment of docker-compose.yml: clean as it is documented,
and each wrong value is refused."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GIVEN = {
    "SECRET_KEY": "X7oYd1Qm3rVb9tLkZp5sWc2nGf8hJa4eUy6iTx0RqMwNvBzCgHdKlSjPaOuEiFr",
    "JOURNAL_KEY": "9sJv0mR1kq8b3X5yZ7t2Lw4nP6uHcEgAaVfDiYoTxQM=",
    "POSTGRES_PASSWORD": "one",
    "APPLICATION_PASSWORD": "another",
    "ALLOWED_HOSTS": "vigie.example",
    "CSRF_TRUSTED_ORIGINS": "https://vigie.example",
    "HTTPS_ONLY": "1",
    "TRUSTED_PROXIES": "1",
    "CAMERA_NETWORKS": "10.20.0.0/16,fd00:7::/48",
}
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def web_environment(given: Mapping[str, str]) -> dict[str, str]:
    """As compose fills it in."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())

    def filled(found: re.Match[str]) -> str:
        name, sign, otherwise = found.groups()
        assert name in given or sign == "-", f"{name} must be given"
        return given.get(name) or ("" if sign == "?" else otherwise)

    written = compose["services"]["web"]["environment"]
    environment = {name: VARIABLE.sub(filled, str(text)) for name, text in written.items()}
    # Names of compose's network are no names here.
    return {name: text.replace("@postgres:", "@127.0.0.1:") for name, text in environment.items()}


def checked(state: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    environment = {**web_environment({**GIVEN, **changed}), "STATE_DIR": str(state)}
    environment |= {name: changed[name] for name in changed.keys() - GIVEN.keys()}
    environment["PATH"] = os.environ["PATH"]
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_environment_as_documented_is_clean(tmp_path: Path) -> None:
    done = checked(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"HTTPS_ONLY": "0"}, "security.W008"),
        ({"HTTPS_ONLY": "yes"}, "HTTPS_ONLY must be 0 or 1"),
        ({"DEBUG": "1"}, "no real site shows its inside"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"JOURNAL_KEY": ""}, "vigie.W007"),
        ({"ALLOWED_HOSTS": "*"}, "vigie.W003"),
        ({"CAMERA_NETWORKS": "10.20.0.0/99"}, "CAMERA_NETWORKS"),
        ({"CAMERA_NETWORKS": "10.20.0.0/16,127.0.0.0/8"}, "vigie.W004"),
        ({"CAMERA_NETWORKS": "0.0.0.0/0"}, "vigie.W004"),
        ({"CAMERA_FILMS": "/"}, "vigie.W005"),
        ({"METRICS_TOKEN": "short"}, "vigie.W006"),
        ({"TRUSTED_PROXIES": "0"}, "signing_in.W001"),
    ],
    ids=str,
)
def test_wrong_value_is_refused(changed: dict[str, str], said: str, tmp_path: Path) -> None:
    done = checked(tmp_path, **changed)
    assert done.returncode != 0
    assert said in done.stderr


def test_real_site_without_a_secret_key_does_not_start(tmp_path: Path) -> None:
    """Compose itself wants one; so does the program."""
    environment = web_environment(GIVEN)
    environment |= {"SECRET_KEY": "", "STATE_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "HTTPS_ONLY=1 without SECRET_KEY" in done.stderr
    assert not (tmp_path / "secret_key").exists()
