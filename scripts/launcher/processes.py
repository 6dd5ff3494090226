"""The processes of Vigie under one roof (honcho): when one ends, all end."""

import os
import signal
from collections.abc import Mapping

from honcho.manager import Manager

from launcher.packages import ROOT, python

WATCHED_AT_ONCE = 32
"""Cameras that one worker can watch: a thread each, mostly waiting for packets."""


def commands(host: str, port: int, state: str) -> dict[str, str]:
    """Name → command line, as in docker-compose.yml."""
    celery = f"{python()} -m celery -A command_center"
    return {
        "web": f"{python()} -m daphne -b {host} -p {port} command_center.asgi:application",
        "worker": f"{celery} worker --pool threads --concurrency {WATCHED_AT_ONCE} -l info",
        "beat": f"{celery} beat -s {state}/celerybeat-schedule -l warning --pidfile=",
    }


def run(lines: Mapping[str, str], environment: Mapping[str, str]) -> int:
    """Until Ctrl-C, or until one of them ends by itself; its exit status."""
    manager = Manager()
    for name, line in lines.items():
        manager.add_process(name, line, env={**os.environ, **environment}, cwd=str(ROOT))
    # A closed terminal must not leave them behind.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    return manager.returncode or 0
