"""Tests in several processes, each on servers of its own (`launcher/testing.py`).

Loaded before Django's settings are: they are read once.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
for name in ("STATE_DIR", "DATABASE_URL", "REDIS_URL"):
    if own := os.environ.get(f"{name}_{WORKER}"):
        os.environ[name] = own

ON_THE_NETWORK = {
    "tests/browser/test_camera_discovery.py",
    "tests/browser/test_set_up.py",
    "tests/setup/test_onvif_pages.py",
    "tests/source/test_onvif_discovery.py",
}
"""Their cameras all hear the same multicast: one process runs them, one after the other."""

FILES = "door", "room"


class Machine:
    """Shared by the tests, or one test's alone; who waits for it alone lets nobody in before."""

    def __init__(self, folder: Path) -> None:
        # Held until the process ends: a lock goes with who held it.
        self._door, self._room = (os.open(folder / n, os.O_CREAT | os.O_RDWR) for n in FILES)

    def take(self, *, alone: bool) -> None:
        fcntl.flock(self._door, fcntl.LOCK_EX)
        fcntl.flock(self._room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(self._door, fcntl.LOCK_UN)

    def leave(self) -> None:
        fcntl.flock(self._room, fcntl.LOCK_UN)


class Turns:
    """A file of tests that want the machine alone keeps it from its first to its last."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._keeps = False

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Iterator[None]:
        if not self._keeps:
            self._machine.take(alone=_alone(item))
        try:
            return (yield)
        finally:
            self._keeps = _alone(item) and nextitem is not None and nextitem.path == item.path
            if not self._keeps:
                self._machine.leave()


def _alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None


def pytest_configure(config: pytest.Config) -> None:
    if WORKER:
        config.pluginmanager.register(Turns(Machine(Path(os.environ["STATE_DIR"]).parent)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadFileScheduling

    class BySubject(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "the network" if file in ON_THE_NETWORK else file

    return BySubject(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first; what does not then fills up all processes."""
    if WORKER:
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)
