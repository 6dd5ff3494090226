"""Everything from the packages to the running processes: `scripts/run` ends here."""

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from launcher import preparing, processes, servers
from launcher.packages import ROOT
from launcher.refusal import Refusal


def main() -> None:
    given = arguments(sys.argv[1:])
    signal.signal(signal.SIGTERM, _stop)  # so that the servers are stopped on the way out
    signal.signal(signal.SIGHUP, _stop)
    try:
        sys.exit(start(given))
    except Refusal as refusal:
        sys.exit(f"\n{refusal}")
    except KeyboardInterrupt:
        sys.exit(130)


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/run", description="Run Vigie on this machine: everything it needs included."
    )
    parser.add_argument(
        "--camera",
        action="append",
        default=[],
        metavar="ADDRESS_OR_FILE",
        help="watch this instead of the composed demonstration; may be repeated",
    )
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    return parser.parse_args(words)


def start(given: argparse.Namespace) -> int:
    """Returns when the processes have ended; the servers are stopped after them."""
    state = Path(os.environ.get("STATE_DIR") or ROOT / "var").resolve()
    with ExitStack() as stack:
        stack.enter_context(preparing.only_one(state))
        preparing.check_port(given.host, given.port)
        environment = {
            "STATE_DIR": str(state),
            "MODEL": os.environ.get("MODEL") or "yolo11n",
            "MODELS_DIR": os.environ.get("MODELS_DIR") or str(state / "models"),
            "DATABASE_URL": stack.enter_context(servers.database(state)),
            "REDIS_URL": stack.enter_context(servers.redis(state)),
        }
        _prepare(environment, given.camera)
        print(f"\n  Vigie: http://{given.host}:{given.port}/   (Ctrl-C stops it)\n", flush=True)
        return processes.run(processes.commands(given.host, given.port, str(state)), environment)


def _prepare(environment: Mapping[str, str], cameras: Sequence[str]) -> None:
    print("Preparing the database, the pages and the model…", flush=True)
    preparing.run(["manage.py", "migrate", "--verbosity", "0"], environment)
    preparing.compile_translations()
    preparing.fetch_model(environment)
    options = [word for camera in cameras for word in ("--camera", camera)]
    preparing.run(["manage.py", "seed", *options], environment)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
