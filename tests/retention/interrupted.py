"""Erases and is killed, again and again, until one run comes to its end.

    python -m tests.retention.interrupted SEED

Each run is a process of its own, killed (SIGKILL) at a random point. After each it is seen that
whatever is left on the disk has its row, and that each row which is not being erased has its file.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import django


def main() -> None:
    drawn = random.Random(int(sys.argv[1]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
    django.setup()
    killed = 0
    while True:
        child = os.fork()
        if child == 0:
            _erase()
        time.sleep(drawn.uniform(0.05, 0.3))
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        _check()
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            break
        killed += 1
    print(killed)


def _erase() -> None:
    from command_center.retention.erasing import alerts, files
    from command_center.retention.erasing.run import erase

    alerts.BATCH, files.BATCH = 7, 3
    done = erase(rests=0)
    if done and not done.failure and not _left():
        os._exit(0)
    time.sleep(10)  # until it is killed: PostgreSQL still has the lock of the one before


def _left() -> bool:
    from command_center.retention.overdue import overdue

    return overdue().count > 0


def _check() -> None:
    from django.db import connection

    from command_center.retention.folder import footage_folder
    from command_center.retention.models import StoredFile

    on_disk = {str(one) for one in Path(footage_folder()).rglob("*") if one.is_file()}
    rows = {str(footage_folder() / one.path): one for one in StoredFile.objects.all()}
    connection.close()  # the next child must not share it
    assert not on_disk - set(rows), "a file without its row"
    lost = [path for path, row in rows.items() if path not in on_disk and not row.erasing_since]
    assert not lost, "a row without its file"


if __name__ == "__main__":
    main()
