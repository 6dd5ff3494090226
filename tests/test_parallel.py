"""Tests in several processes: which are kept together, and who waits for whom."""

import fcntl
import threading
from collections.abc import Callable
from pathlib import Path

from tests.parallel import ON_THE_NETWORK, Machine
from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent
MULTICAST = "from tests.onvif.discoverable import"


def test_files_whose_cameras_hear_one_multicast_are_kept_together() -> None:
    others = {Path(__file__)}
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if file not in others]
    found = {file for file in files if MULTICAST in file.read_text()}
    assert {file.relative_to(ROOT).as_posix() for file in found} == ON_THE_NETWORK


def test_who_wants_the_machine_alone_waits_and_is_not_overtaken(tmp_path: Path) -> None:
    first, alone, later = (Machine(tmp_path) for _ in range(3))  # as three processes see it
    came: list[str] = []
    first.take(alone=False)
    waiting = begin(lambda: (alone.take(alone=True), came.append("alone")))
    wait_until(lambda: is_locked(tmp_path / "door"), 5)
    behind = begin(lambda: (later.take(alone=False), came.append("later")))
    first.leave()
    waiting.join(5)
    assert came == ["alone"]
    alone.leave()
    behind.join(5)
    assert came == ["alone", "later"]


def begin(what: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=what, daemon=True)
    thread.start()
    return thread


def is_locked(path: Path) -> bool:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
