"""Everything from the packages to the running processes: `scripts/run` ends here."""

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from launcher import preparing, processes, servers
from launcher.addresses import Addresses, addresses
from launcher.packages import ROOT
from launcher.refusal import Refusal

HERE_TOO = "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"
"""Networks of cameras; who operates a site lists their own in CAMERA_NETWORKS."""


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
        database = addresses(stack.enter_context(servers.database(state)))
        environment = {
            "STATE_DIR": str(state),
            # The demonstration's administrator has none. Set it to 1 before real cameras.
            "SECOND_FACTOR_FORCED": os.environ.get("SECOND_FACTOR_FORCED") or "0",
            "MODEL": os.environ.get("MODEL") or "yolo11n",
            "MODELS_DIR": os.environ.get("MODELS_DIR") or str(state / "models"),
            "REDIS_URL": stack.enter_context(servers.redis(state)),
            **database.of_application(),
            **allowances(state, given.camera),
        }
        _prepare(environment, database, given.camera)
        print(f"\n  Vigie: http://{given.host}:{given.port}/   (Ctrl-C stops it)\n", flush=True)
        return processes.run(processes.commands(given.host, given.port, str(state)), environment)


def allowances(state: Path, cameras: Sequence[str]) -> dict[str, str]:
    """Where nothing is said: films of the demonstration, films that were given here by name, and
    cameras on this machine too."""
    films = [state / "demonstration", *(Path(one).resolve() for one in cameras if "://" not in one)]
    return {
        "CAMERA_NETWORKS": os.environ.get("CAMERA_NETWORKS") or HERE_TOO,
        "CAMERA_FILMS": os.environ.get("CAMERA_FILMS") or ",".join(map(str, films)),
    }


def _prepare(environment: Mapping[str, str], database: Addresses, cameras: Sequence[str]) -> None:
    print("Preparing the database, the pages and the model…", flush=True)
    migrate = ["manage.py", "migrate", "--verbosity", "0"]
    preparing.run(migrate, {**environment, **database.of_owner()})
    preparing.compile_translations()
    preparing.fetch_model(environment)
    options = [word for camera in cameras for word in ("--camera", camera)]
    preparing.run(["manage.py", "seed", *options], environment)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
