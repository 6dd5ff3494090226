"""What was read from the bucket last stays at hand: so much of it, and so long."""

from command_center.footage.recent_objects import RecentObjects
from tests.waiting import wait_until


class Store:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def read(self) -> bytes:
        self.asked += 1
        return bytes(4)


def test_what_is_asked_for_again_is_read_once() -> None:
    store, recent = Store(), RecentObjects()
    assert recent.get("a", store.read) == recent.get("a", store.read) == bytes(4)
    assert store.asked == 1


def test_the_oldest_goes_where_it_is_too_much() -> None:
    store, recent = Store(), RecentObjects(most_bytes=8)
    for path in ("a", "b", "c", "b", "c"):
        recent.get(path, store.read)
    assert store.asked == 3
    recent.get("a", store.read)
    assert store.asked == 4


def test_what_is_larger_than_all_of_it_is_not_kept() -> None:
    store, recent = Store(), RecentObjects(most_bytes=3)
    recent.get("a", store.read)
    recent.get("a", store.read)
    assert store.asked == 2


def test_nothing_outlives_its_erasure_for_long() -> None:
    store, recent = Store(), RecentObjects(kept_for_s=0.05)
    recent.get("a", store.read)

    def asked_again() -> bool:
        recent.get("b", bytes)
        return "a" not in recent._known

    wait_until(asked_again, 5)
    recent.get("a", store.read)
    assert store.asked == 2
