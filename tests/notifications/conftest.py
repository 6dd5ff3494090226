"""Receivers of the tests are on this machine."""

from collections.abc import Iterator

import pytest

from command_center.notifications import running


@pytest.fixture(autouse=True)
def _receivers_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFICATION_NETWORKS", "127.0.0.0/8")


@pytest.fixture
def worker() -> Iterator[None]:
    """Threads that a test started are over at its end."""
    running.shutting_down.clear()
    yield
    running.shutting_down.set()
    for one in list(running._running.values()):
        one.join(30)
    running._running.clear()
    running.shutting_down.clear()
