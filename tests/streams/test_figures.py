"""The figures of a watch: counted, told in Redis, forgotten."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.streams import pace
from command_center.streams.durations import Durations
from command_center.streams.figures import CameraFigures, Figures, at_this_moment
from command_center.streams.figures_board import FiguresBoard, camera_key, history_key, worker_key
from command_center.streams.figures_told import FiguresTeller
from command_center.streams.newest import Newest
from command_center.streams.point import POINTS
from command_center.streams.redis_client import client
from command_center.streams.worker_figures import WorkerFigures

ME = "worker@here"


@pytest.fixture
def figures() -> Figures:
    return Figures(7, "North gate")


@given(st.lists(st.floats(-1, 100), max_size=50))
def test_every_duration_is_in_one_class(durations_s: list[float]) -> None:
    counted = Durations([0.1, 1.0, 10.0])
    for took_s in durations_s:
        counted.note(took_s)
    spread = counted.spread()
    assert spread.count == len(durations_s)
    assert sum(spread.counts[:2]) == sum(1 for took_s in durations_s if took_s <= 1.0)


def test_mean_is_of_what_came_since() -> None:
    counted = Durations([1.0])
    counted.note(9.0)
    before = counted.spread()
    assert counted.spread().mean_since(before) is None
    counted.note(0.2)
    counted.note(0.4)
    assert counted.spread().mean_since(before) == pytest.approx(0.3)


def test_frame_that_a_newer_one_replaces_is_told() -> None:
    frames: Newest[str] = Newest()
    assert [frames.put("first"), frames.put("second")] == [False, True]
    assert frames.take(0) == "second"
    assert frames.put("third") is False


def test_figures_are_read_as_they_were_written(figures: Figures) -> None:
    figures.received, figures.analysed = 25, 5
    figures.analysis.note(0.04)
    told = at_this_moment(figures, ME, None)
    assert CameraFigures.from_json(told.to_json()) == told


def test_worker_tells_what_it_watches_and_stops_telling_what_it_does_not(
    figures: Figures, tmp_path: Path
) -> None:
    board = FiguresBoard()
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "an-alert.json").touch()
    teller = FiguresTeller(ME, board, tmp_path)
    with board.showing(figures):
        figures.received = 3
        teller.tell()
    told = CameraFigures.from_json(client().get(camera_key(7)))
    assert (told.camera_name, told.worker, told.received) == ("North gate", ME, 3)
    assert 0 < client().pttl(camera_key(7)) <= 10_000
    worker = WorkerFigures.from_json(client().get(worker_key(ME)))
    assert (worker.cameras, worker.spool_files) == (1, 1)
    teller.tell()
    assert WorkerFigures.from_json(client().get(worker_key(ME))).cameras == 0


def test_points_are_means_of_their_time_and_only_the_newest_are_kept(
    figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board, now_s = FiguresBoard(), 1000.0
    monkeypatch.setattr(pace.time, "monotonic", lambda: now_s)
    teller = FiguresTeller(ME, board, tmp_path)
    with board.showing(figures):
        teller.tell()
        for _ in range(POINTS + 5):
            figures.received += 250
            figures.analysed += 50
            figures.delay.note(0.3)
            now_s += 10.0
            teller.tell()
    points = [json.loads(text) for text in client().lrange(history_key(7), 0, -1)]
    assert len(points) == POINTS
    assert (points[-1]["received_per_s"], points[-1]["analysed_per_s"]) == (25.0, 5.0)
    assert (points[-1]["delay_s"], points[-1]["analysis_s"]) == (0.3, None)


def test_absent_redis_stops_nobody(figures: Figures, tmp_path: Path, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    board = FiguresBoard()
    with board.showing(figures):
        FiguresTeller(ME, board, tmp_path).tell()
