"""What waits on disk is whole, bounded, and comes back as it was."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.alerts import spool as spools
from command_center.alerts.found import Found, Origin
from command_center.alerts.spool import Spool
from command_center.law.running import Running
from detection.boxes import Box
from detection.kinds import EventKind

AT = datetime(2026, 6, 1, 20, 30, tzinfo=UTC)
ORIGIN = Origin(-1.5, 3, Running("5" * 64, frozenset({"a" * 64})), 0.25)
FOUND = Found(3, 7, EventKind.FIRE, "", AT, Box(0, 0.25, 0.5, 1), 0.9, None, {"area": 0.5})


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool")


def test_what_waits_comes_back_as_it_was_until_it_is_forgotten(spool: Spool) -> None:
    ended = replace(FOUND, track=4, origin=ORIGIN).ended(AT + timedelta(seconds=9))
    spool.keep(ended)
    assert list(spool.waiting()) == [ended]
    spool.forget(ended.uid)
    assert list(spool.waiting()) == []


@given(
    st.sampled_from(EventKind),
    st.text(max_size=20),
    st.datetimes(timezones=st.just(UTC)),
    st.floats(0, 1),
    st.dictionaries(st.text(max_size=9), st.floats(allow_nan=False, allow_infinity=False)),
)
def test_any_sighting_can_be_written_and_read(
    kind: EventKind, zone: str, at: datetime, confidence: float, reason: dict[str, float]
) -> None:
    one = replace(FOUND, kind=kind, zone=zone, started_at=at, confidence=confidence, reason=reason)
    assert Found.from_json(one.to_json()) == one


def test_oldest_comes_first_and_the_same_twice_is_one(spool: Spool) -> None:
    other = replace(FOUND, uid=Found.from_json(FOUND.to_json()).uid, zone="lawn")
    spool.keep(FOUND)
    spool.keep(other)
    assert list(spool.waiting()) == [other]


def test_half_a_file_stops_nothing_and_is_set_aside(spool: Spool, tmp_path: Path) -> None:
    spool.keep(FOUND)
    (tmp_path / "spool" / "half.json").write_text(FOUND.to_json()[:40])
    (tmp_path / "spool" / "list.json").write_text(json.dumps([1]))
    assert list(spool.waiting()) == [FOUND]
    assert len(list((tmp_path / "spool").glob("*.refused"))) == 2


def test_full_spool_says_what_is_lost_and_stops_nothing(
    spool: Spool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(spools, "MOST_KEPT", 0)
    spool.keep(FOUND)
    assert "cannot wait on disk" in caplog.text
    assert "Make room" in caplog.text
    assert list(spool.waiting()) == []


def test_disk_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    blocked = Spool(tmp_path / "file" / "spool")
    blocked.keep(FOUND)
    blocked.forget(FOUND.uid)
    assert list(blocked.waiting()) == []
    assert "cannot wait on disk" in caplog.text
