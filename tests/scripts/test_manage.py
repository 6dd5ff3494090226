"""`scripts/manage` runs manage.py on the servers of `scripts/run`, or on such for that time."""

import os
import subprocess
from pathlib import Path

import pytest
from launcher.refusal import Refusal
from launcher.servers import running_redis

from tests.browser.running import GIVEN_BY_THE_TESTS, ROOT, running

pytestmark = pytest.mark.slow

FIRST_AGENT = {
    "DJANGO_SUPERUSER_USERNAME": "operator",
    "DJANGO_SUPERUSER_PASSWORD": "correct horse battery",
    "DJANGO_SUPERUSER_EMAIL": "operator@vigie.example",
}


def manage(state: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Beside the state folder, which is where `vigie.tar` lies then."""
    environment = {k: v for k, v in os.environ.items() if k not in GIVEN_BY_THE_TESTS}
    return subprocess.run(
        [ROOT / "scripts" / "manage", *words],
        cwd=state.parent,
        env={**environment, **FIRST_AGENT, "STATE_DIR": str(state)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def done(state: Path, *words: str) -> str:
    """What it printed; nothing of it runs on."""
    process = manage(state, *words)
    assert process.returncode == 0, process.stderr
    assert not (state / "postgresql" / "postmaster.pid").exists()
    assert not (state / "redis.address").exists()
    return process.stdout


def test_installation_is_saved_and_restored_on_another(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    done(old, "migrate", "--verbosity", "0")
    done(old, "createsuperuser", "--no-input")
    (old / "footage").mkdir()
    (old / "footage" / "a.mp4").write_bytes(b"a film")
    assert "and 2 files, as of" in done(old, "backup", "vigie.tar")
    assert "and 2 files. Vigie can be started." in done(new, "restore", "vigie.tar")
    assert '"username": "operator"' in done(new, "dumpdata", "people.agent")
    for name in ("footage/a.mp4", "secret_key"):
        assert (new / name).read_bytes() == (old / name).read_bytes()


def test_running_vigie_is_saved_but_nothing_is_restored_under_it(tmp_path: Path) -> None:
    """It goes on with its servers, and stops them itself: `running` asserts that."""
    film, state = tmp_path / "words.mp4", tmp_path / "state"
    film.write_text("no film")
    with running(state, "--camera", str(film)) as vigie:
        assert manage(state, "backup", "vigie.tar").returncode == 0
        refused = manage(state, "restore", "vigie.tar", "--replace")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "Vigie is already running on" in refused.stderr
        shown = manage(state, "diffsettings", "--output", "unified").stdout
        assert f"REDIS_URL = '{(state / 'redis.address').read_text()}'" in shown
        assert vigie.answers()


def test_status_of_the_command_is_told(tmp_path: Path) -> None:
    process = manage(tmp_path / "state", "no_such_command")
    assert process.returncode == 1
    assert "Unknown command" in process.stderr


def test_servers_that_are_just_starting_are_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDIS_URL")
    with pytest.raises(Refusal, match="just starting or stopping"):
        running_redis(tmp_path)
