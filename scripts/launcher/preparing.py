"""What must be true before the processes start: tables, translations, a model."""

import fcntl
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher.packages import ROOT, python
from launcher.refusal import Refusal


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Two servers on one state folder would hand the same cameras out twice."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                f"Vigie is already running on {state}: stop it first, "
                "or set STATE_DIR and PORT for a second one."
            ) from None
        yield


def check_port(host: str, port: int) -> None:
    """Before the long part, not after it."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Refusal(
                f"Port {port} on {host} cannot be used ({error.strerror}): stop what holds it, "
                "or choose another: scripts/run --port 8001"
            ) from None


def run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """One step of the set-up; its own words are shown."""
    step = subprocess.run([str(python()), *command], cwd=ROOT, env={**os.environ, **environment})
    if step.returncode:
        raise Refusal(f"“{' '.join(command)}” failed (see above): nothing was started.")


def compile_translations() -> None:
    """Unless they are as new as their texts: who reads them now would read half of them."""
    texts = ROOT.glob("frontend/locale/*/LC_MESSAGES/django.po")
    if all(_is_compiled(text) for text in texts):
        return
    command = ["-m", "babel.messages.frontend", "--quiet", "compile"]
    run([*command, "--directory", "frontend/locale", "--domain", "django"], {})


def _is_compiled(text: Path) -> bool:
    made = text.with_suffix(".mo")
    return made.exists() and made.stat().st_mtime > text.stat().st_mtime


def fetch_model(environment: Mapping[str, str]) -> None:
    """Not having it stops nothing: the built-in detector runs, and a banner says so."""
    name, folder = environment["MODEL"], environment["MODELS_DIR"]
    subprocess.run(
        [str(python()), "-m", "detection.fetch_model", name, folder],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )
