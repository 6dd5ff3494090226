"""Makes an extract and is killed, at one point after another and then anywhere, until one is made.

    python -m tests.extracts.interrupted SEED

Each run is a process of its own, killed (SIGKILL). After each it is seen that no row is without its
file, and that what was handed nobody is not there under its name.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import django

POINTS = "begun", "cut", "packed", "in place", "committed"


def main() -> None:
    drawn = random.Random(int(sys.argv[1]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
    django.setup()
    for point in POINTS[:-1]:
        assert _killed(_run(point)), f"nothing was killed when it was {point}"
        assert _made() == 0
    for _ in range(4):
        child = _run(None)
        time.sleep(drawn.uniform(0.0, 0.4))
        os.kill(child, signal.SIGKILL)
        _killed(child)
        assert _made() == 0, "it was faster: the film is too short"
    assert _killed(_run("committed"))
    assert _made() == 1
    assert not _killed(_run(None))
    assert _made() == 1


def _run(point: str | None) -> int:
    child = os.fork()
    if child:
        return child
    from command_center.extracts import making

    _die_when(making, point)
    making.make_released()
    os._exit(0)


def _die_when(making: Any, point: str | None) -> None:
    """Before the function that comes next."""
    names = {
        "begun": "write_films",
        "cut": "write_package",
        "packed": "_entered",
        "in place": "enter",
    }
    if point in names:
        setattr(making, names[point], _dies)
    elif point == "committed":
        making._entered = _then_dies(making._entered)


def _dies(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _then_dies(act: Callable[..., Any]) -> Callable[..., Any]:
    def both(*given: Any) -> None:
        act(*given)
        _dies()

    return both


def _killed(child: int) -> bool:
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _made() -> int:
    from django.db import connection

    from command_center.extracts.models import ExtractStep
    from command_center.retention.folder import place_of
    from command_center.retention.models import StoredFile
    from detection.digest import digest

    rows = list(StoredFile.objects.filter(what="exports"))
    steps = list(ExtractStep.objects.filter(kind="made"))
    connection.close()  # the next child must not share it
    assert [one.package_path for one in steps] == [one.path for one in rows]
    for row in rows:
        assert digest(place_of(row.path)) == row.sha256
    return len(rows)


if __name__ == "__main__":
    main()
