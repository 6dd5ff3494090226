"""Run the tests on servers of their own: `scripts/test` ends here."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from launcher import browser, preparing, servers
from launcher.packages import ROOT, python
from launcher.refusal import Refusal


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    state = Path(tempfile.mkdtemp(prefix="vigie-test-"))
    try:
        sys.exit(_test(state))
    except Refusal as refusal:
        sys.exit(f"\n{refusal}")
    finally:
        shutil.rmtree(state, ignore_errors=True)


def _test(state: Path) -> int:
    state.chmod(0o755)  # the embedded PostgreSQL runs as a user of its own under root
    with ExitStack() as stack:
        environment = {
            **os.environ,
            "STATE_DIR": str(state),
            "DATABASE_URL": stack.enter_context(servers.database(state)),
            "OWNER_DATABASE_URL": "",  # the tests make databases and roles
            "REDIS_URL": stack.enter_context(servers.redis(state)),
            "VIGIE_OFFLINE": "1",
            "SECOND_FACTOR_FORCED": "0",
            "CHROMIUM": browser.find_browser() or "",
        }
        browser.ensure_rtsp_server()
        preparing.compile_translations()
        tests = [str(python()), "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    main()
