"""`scripts/run` refuses in one sentence what it cannot do, and starts nothing then."""

import socket
from pathlib import Path

import pytest

from tests.browser.running import running, start
from tests.ports import free_port

pytestmark = pytest.mark.slow


def refusal(state: Path, port: int, settings: dict[str, str] | None = None) -> str:
    with start(state, port, settings=settings) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert not (state / "postgresql" / "postmaster.pid").exists()
    return said


def test_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 cannot be used" in refusal(tmp_path, port)


def test_second_run_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    """And when the first is stopped, it leaves no process: `running` asserts that."""
    film = tmp_path / "words.mp4"
    film.write_text("no film")
    with running(tmp_path / "state", "--camera", str(film)) as first:
        with start(tmp_path / "state", free_port()) as second:
            said, _ = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "Vigie is already running on" in said
        assert first.answers()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgresql://vigie@127.0.0.1:9/vigie"),
        ("REDIS_URL", "redis://127.0.0.1:9/0"),
    ],
)
def test_given_server_that_does_not_answer_is_named(
    name: str, address: str, tmp_path: Path
) -> None:
    assert f"of {name} does not answer" in refusal(tmp_path, free_port(), {name: address})
