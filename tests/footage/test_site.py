"""A whole site that records: PostgreSQL is killed, workers are killed; index and disk agree again,
and nobody has to do anything."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detection.fragments.recorded import read_recorded
from tests.films import FPS, write_film
from tests.outages.site import Site, site
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.alone]

WORKERS = "w1", "w2"
ALL_THE_TIME = (
    "INSERT INTO footage_camerarecording (camera_id, mode, pre_roll_s, post_roll_s) "
    "SELECT id, 'continuous', 10, 10 FROM venues_camera "
    "ON CONFLICT (camera_id) DO UPDATE SET mode = 'continuous' RETURNING camera_id"
)
INDEXED = (
    "SELECT file.path, segment.is_recovered, segment.pictures, file.size_bytes "
    "FROM footage_segment AS segment JOIN retention_storedfile AS file ON file.id = segment.file_id"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    skip_without_gstreamer()
    film = write_film(tmp_path_factory.mktemp("films") / "film.mp4", 8000)
    with (
        RtspServer(film) as rtsp,
        tempfile.TemporaryDirectory(prefix="vigie-recorded-") as folder,
        site(Path(folder), [rtsp.url], workers=WORKERS) as built,
    ):
        built.database.rows(ALL_THE_TIME)
        wait_until(lambda: recordings(built), 90, built.said)
        yield built


def recordings(built: Site) -> list[str]:
    folder = built.state / "footage"
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*.mp4"))


def pictures(built: Site, path: str) -> int:
    data = (built.state / "footage" / path).read_bytes()
    return len(read_recorded(data).pictures) if len(data) > 1000 else 0


def indexed(built: Site) -> dict[str, dict[str, Any]]:
    return {row["path"]: row for row in built.database.rows(INDEXED)}


def growing(built: Site) -> str:
    """The newest, once it holds a second."""
    wait_until(lambda: pictures(built, recordings(built)[-1]) > FPS, 30, built.said)
    return recordings(built)[-1]


def test_what_is_recorded_while_the_database_is_away_is_entered_later(built: Site) -> None:
    path = growing(built)
    built.kill("postgresql")
    wait_until(lambda: recordings(built)[-1] > path, 60, built.said)  # it goes on recording
    built.start("postgresql")
    wait_until(lambda: path in indexed(built), 30, built.said)
    assert not indexed(built)[path]["is_recovered"]


def test_what_killed_workers_left_is_entered_by_those_that_live(built: Site) -> None:
    path = growing(built)
    for name in WORKERS:
        built.kill(name)
    written = pictures(built, path)
    for name in WORKERS:
        built.start(name)
    wait_until(lambda: path in indexed(built), 60, built.said)
    assert indexed(built)[path]["is_recovered"]
    assert indexed(built)[path]["pictures"] == written
    wait_until(lambda: recordings(built)[-1] > path, 60, built.said)  # it goes on
    assert set(recordings(built)[:-1]) == set(indexed(built))
