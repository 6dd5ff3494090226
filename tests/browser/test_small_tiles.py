"""A small tile shows the camera's sub-stream, a large one its main stream."""

from collections.abc import Iterator
from pathlib import Path

import av
import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.running import Vigie, running
from tests.browser.wall import expect_boxes_on_their_frame, expect_moving_picture, sign_in, tile_of

pytestmark = pytest.mark.slow

SMALL, LARGE = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
SUB_WIDTH_PX = 320

WATCH_FOR_BLACK = """tile => {
  tile.wasBlack = false;
  const look = () => {
    const videos = [...tile.querySelectorAll("video")];
    tile.wasBlack ||= !videos.some((video) => video.readyState >= 2);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture(scope="module")
def film(demo_films: dict[str, Path]) -> Path:
    return demo_films["Fan zone"]


@pytest.fixture(scope="module")
def vigie(tmp_path_factory: pytest.TempPathFactory, film: Path) -> Iterator[Vigie]:
    state = tmp_path_factory.mktemp("state")
    small = smaller(film, state / "small.mp4")
    with running(state, "--camera", str(film)) as vigie:
        give_sub_stream(state, small)
        yield vigie


def smaller(film: Path, made: Path) -> Path:
    with av.open(str(film)) as source, av.open(str(made), "w") as target:
        stream = target.add_stream("libx264", rate=25, options={"g": "25", "bf": "0"})
        stream.width, stream.height = SUB_WIDTH_PX, 180
        for picture in source.decode(video=0):
            target.mux(stream.encode(picture.reformat(SUB_WIDTH_PX, 180, format="yuv420p")))
        target.mux(stream.encode(None))
    return made


def give_sub_stream(state: Path, address: Path) -> None:
    """As somebody who administers the cameras does."""
    socket_folder = (state / "postgresql" / "postmaster.pid").read_text().splitlines()[4]
    with psycopg.connect(host=socket_folder, dbname="vigie", user="postgres") as database:
        database.execute("UPDATE venues_camera SET sub_url = %s", [str(address)])


def expect_width(tile: Locator, width_px: int) -> None:
    condition = f"tile => tile.querySelector('video').videoWidth === {width_px}"
    tile.page.wait_for_function(condition, arg=tile.element_handle(), timeout=15_000)


def test_tile_shows_the_stream_that_fits_it_and_is_never_black(
    vigie: Vigie, page: Page, film: Path, screenshots: Path
) -> None:
    with av.open(str(film)) as source:
        main_width_px = source.streams.video[0].width
    page.set_viewport_size(SMALL)
    sign_in(page, vigie)
    tile = tile_of(page, film.stem)
    expect(tile).to_have_attribute("data-stream", "sub")
    expect_moving_picture(tile, 30)
    expect_width(tile, SUB_WIDTH_PX)
    moment = "tile => tile.drawn?.boxes.length > 0 && !tile.drawn.exact"
    page.wait_for_function(moment, arg=tile.element_handle(), timeout=30_000)
    page.screenshot(path=screenshots / "small-tile.png")
    tile.evaluate(WATCH_FOR_BLACK)
    page.set_viewport_size(LARGE)
    expect(tile).to_have_attribute("data-stream", "main", timeout=15_000)
    expect_width(tile, main_width_px)
    expect_boxes_on_their_frame(tile, 30)
    page.set_viewport_size(SMALL)
    expect(tile).to_have_attribute("data-stream", "sub", timeout=15_000)
    expect(tile.locator("video")).to_have_count(1)
    expect_moving_picture(tile, 15)
    assert not tile.evaluate("tile => tile.wasBlack")
