"""Run the tests on servers of their own: `scripts/test` ends here."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from launcher import browser, preparing, servers
from launcher.packages import ROOT, python
from launcher.refusal import Refusal

IN_PROCESSES = ["-p", "tests.parallel", "--no-loadscope-reorder"]


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    state = Path(tempfile.mkdtemp(prefix="vigie-test-"))
    try:
        sys.exit(_test(state, sys.argv[1:]))
    except Refusal as refusal:
        sys.exit(f"\n{refusal}")
    finally:
        shutil.rmtree(state, ignore_errors=True)


def _test(state: Path, words: Sequence[str]) -> int:
    state.chmod(0o755)
    processes = _processes(words)
    with ExitStack() as stack:
        environment = {
            **os.environ,
            **_servers(stack, state, processes),
            "OWNER_DATABASE_URL": "",  # the tests make databases and roles
            "VIGIE_OFFLINE": "1",
            "SECOND_FACTOR_FORCED": "0",
            "CHROMIUM": browser.find_browser() or "",
        }
        browser.ensure_rtsp_server()
        preparing.compile_translations()
        tests = [str(python()), "-m", "pytest", *(IN_PROCESSES if processes else []), *words]
        return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode


def _processes(words: Sequence[str]) -> int:
    """As pytest-xdist is told them: `-n 2`. None: the tests run in pytest's own."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-n", "--numprocesses", type=int, default=0)
    return int(parser.parse_known_args(words)[0].numprocesses)


def _servers(stack: ExitStack, state: Path, processes: int) -> Mapping[str, str]:
    """Where they are, for `environ`; `REDIS_URL_gw1` is that of the second process of tests.

    Pytest's own process reads the settings too, and asks no server.
    """
    if not processes:
        return _server(stack, state)
    if os.environ.get("REDIS_URL"):
        raise Refusal("Tests in several processes would share the Redis of REDIS_URL: unset it.")
    found: dict[str, str] = {}
    for worker in (f"gw{number}" for number in range(processes)):
        own = _server(stack, state / worker)
        found |= own | {f"{name}_{worker}": value for name, value in own.items()}
    return found


def _server(stack: ExitStack, state: Path) -> dict[str, str]:
    state.mkdir(exist_ok=True)
    state.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    return {
        "STATE_DIR": str(state),
        "DATABASE_URL": stack.enter_context(servers.database(state)),
        "REDIS_URL": stack.enter_context(servers.redis(state)),
    }


if __name__ == "__main__":
    main()
