"""What blurring keeps in memory is bounded in bytes and in time."""

import pytest

from command_center.blur import kept
from command_center.blur.kept import Kept


def test_the_least_recently_asked_for_goes_first() -> None:
    few: Kept[bytes] = Kept(10, len)
    few.put(1, b"aaaa")
    few.put(2, b"bbbb")
    assert few.get(1) == b"aaaa"
    few.put(3, b"cccc")
    assert [few.get(key) for key in (1, 2, 3)] == [b"aaaa", None, b"cccc"]


def test_what_is_put_again_counts_once() -> None:
    few: Kept[bytes] = Kept(10, len)
    for _ in range(5):
        few.put(1, b"aaaa")
    few.put(2, b"bbbb")
    assert few.get(1) == b"aaaa"


def test_what_alone_is_too_much_is_not_kept() -> None:
    few: Kept[bytes] = Kept(3, len)
    few.put(1, b"aaaa")
    assert few.get(1) is None


def test_nothing_is_kept_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    few: Kept[bytes] = Kept(10, len)
    few.put(1, b"aaaa")
    monkeypatch.setattr(kept, "LASTS_S", -1.0)
    assert few.get(1) is None
