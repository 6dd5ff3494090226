"""One command of manage.py, with the servers that it needs: `scripts/manage` ends here."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from launcher import preparing, servers
from launcher.addresses import addresses
from launcher.packages import ROOT, python
from launcher.refusal import Refusal

NEEDS_VIGIE_STOPPED = {"restore"}


def main() -> None:
    signal.signal(signal.SIGTERM, _stop)  # so that the servers are stopped on the way out
    signal.signal(signal.SIGHUP, _stop)
    try:
        sys.exit(manage(sys.argv[1:]))
    except Refusal as refusal:
        sys.exit(f"\n{refusal}")
    except KeyboardInterrupt:
        sys.exit(130)


def manage(words: Sequence[str]) -> int:
    """On the servers of a running Vigie, else on servers for this time; manage.py's exit status."""
    state = Path(os.environ.get("STATE_DIR") or ROOT / "var").resolve()
    with ExitStack() as stack:
        try:
            stack.enter_context(preparing.only_one(state))
        except Refusal:
            if NEEDS_VIGIE_STOPPED & set(words[:1]):
                raise
            redis = servers.running_redis(state)
        else:
            redis = stack.enter_context(servers.redis(state))
        database = addresses(stack.enter_context(servers.database(state)))
        # manage.py takes the owner's address for what is the owner's to do.
        environment = {"STATE_DIR": str(state), "REDIS_URL": redis, **database.of_owner()}
        return _run(words, environment)


def _run(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """In the folder where the person is: the name of a file means what it says there."""
    signal.signal(signal.SIGINT, lambda *_: None)  # manage.py hears Ctrl-C too, and ends by itself
    command = [str(python()), str(ROOT / "manage.py"), *words]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
