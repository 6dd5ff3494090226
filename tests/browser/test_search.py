"""Somebody searches alerts, judges several by the keyboard, and looks for movement in an area."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from command_center.alerts.models import Alert, Verdict
from command_center.law.models import Order
from command_center.leases.lease import take
from command_center.people.models import Agent
from command_center.people.reason import enter_known
from command_center.review.models import MovementSearch
from command_center.review.search.motion.searcher import search_waiting
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.films import write_walk
from tests.footage.recorded_film import record_film
from tests.people.trained import trained
from tests.review_search.alerts_of import ago, alert_at
from tests.review_search.conftest import ordered_long

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("orm_beside_playwright"),
]

DENSITY = {"people": 90, "low": 80, "high": 100, "limit": 60, "for_s": 5.0}


@pytest.fixture
def order(camera: Camera) -> Order:
    take(camera.pk, "worker@here", 0.1)
    return ordered_long([camera])


@pytest.fixture
def alerts(camera: Camera, order: Order, agent: Agent) -> list[Alert]:
    """Ten intrusions, two crowds, some judged."""
    made = [alert_at(camera, order, ago(minutes=6 + 11 * number)) for number in range(10)]
    for number in range(2):
        given = {"kind": "density", "reason": DENSITY, "zone_name": "", "ended_at": None}
        made.append(alert_at(camera, order, ago(minutes=20 + 30 * number), **given))
    # Without telling anybody: that needs a thread without Playwright's loop.
    told = Verdict.objects.create
    told(alert=made[8], agent=agent, outcome="confirmed", follow_up="patrol")
    told(alert=made[9], agent=agent, outcome="invalidated", cause="shadow")
    return made


@pytest.fixture
def agent(db: None) -> Agent:
    found = Agent.objects.create_user("investigator", password="correct horse battery")
    rights = ["view_segment", "view_alert", "add_verdict", "view_camera"]
    found.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return trained(found)


def begin(page: Page, web: Daphne, place: str) -> None:
    """Signed in, with the first reason for looking that is offered."""
    enter_known()
    sign_in(page, f"http://127.0.0.1:{web.port}/review/reason?next={place}", "investigator")
    page.locator("main .button-main").click()


def test_anything_that_moved_is_searched_in_an_area_drawn_by_mouse_or_keyboard(
    agent: Agent, camera: Camera, web: Daphne, page: Page, screenshots: Path, tmp_path: Path
) -> None:
    record_film(camera, write_walk(tmp_path / "walk.mp4", 14.0, times=8), ago(minutes=50))
    begin(page, web, "/review/movement")
    _search_movement(page, screenshots, camera)


def test_several_alerts_are_searched_and_judged_by_the_keyboard(
    agent: Agent,
    alerts: list[Alert],
    camera: Camera,
    web: Daphne,
    page: Page,
    screenshots: Path,
    tmp_path: Path,
) -> None:
    record_film(camera, write_walk(tmp_path / "walk.mp4", times=20), ago(minutes=51))
    begin(page, web, "/review/search")
    expect(page.locator(".results-count")).to_contain_text("12 alerts")
    show(page, screenshots, "search")
    _judge_by_keyboard(page, screenshots)
    _refuse_looks(page, web)


def _judge_by_keyboard(page: Page, screenshots: Path) -> None:
    page.locator(".search-sieve").get_by_text("Intrusion").click()
    page.get_by_label("Verdict").select_option("unjudged")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".results-count")).to_contain_text("8 alerts")
    page.locator(".result-open").first.focus()
    page.keyboard.press("x")
    for _step in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+X")
    bar = page.locator(".bulk-bar [role=status]")
    expect(bar).to_have_text("4 chosen · intrusion")
    page.screenshot(path=screenshots / "search-bulk.png")
    page.reload()
    page.locator(".result-open").first.focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")
    expect(bar).to_have_text("8 chosen · intrusion")
    page.get_by_role("button", name="The same verdict").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The same verdict on 8 alerts")
    show(page, screenshots, "search-verdicts")
    page.locator("verdict-keys").focus()
    page.keyboard.press("i")
    page.keyboard.press("Digit5")
    told = page.locator(".banners").filter(has_text="8 alerts have their verdicts")
    expect(told).to_be_visible()
    expect(page.locator(".empty")).to_contain_text("No alert is like that")
    assert Verdict.objects.count() == 10


def _refuse_looks(page: Page, web: Daphne) -> None:
    answer = page.request.get(f"http://127.0.0.1:{web.port}/review/search?colour=red")
    assert answer.status == 400
    assert "never by how somebody looks" in answer.text()


def _search_movement(page: Page, screenshots: Path, camera: Camera) -> None:
    show(page, screenshots, "movement-cameras")
    page.get_by_role("link", name=camera.name).click()
    picture = page.locator("area-picker img")
    expect(picture).to_have_js_property("complete", value=True)
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    drawing = page.get_by_role("application", name="Area on the picture")
    _draw_by_mouse(page, drawing)
    _draw_by_keyboard(page, drawing)
    show(page, screenshots, "movement")
    drawing = page.get_by_role("application", name="Area on the picture")
    _draw_by_keyboard(page, drawing)
    page.get_by_role("button", name="Search for movement").click()
    expect(page.locator("[data-state]")).to_have_text("Waits for its turn")
    search_waiting(threading.Event())
    expect(page.locator("[data-state]")).to_have_text("Done")
    search = MovementSearch.objects.get()
    expect(page.locator(".movement-row")).to_have_count(len(search.movements))
    assert len(search.movements) == 8
    show(page, screenshots, "movement-found")
    expect(page.locator(".movement-row a").first).to_have_attribute(
        "href", f"/review/?camera={camera.pk}&at={search.movements[0][0] - 2000}"
    )
    assert timezone.now() - search.asked_at < timedelta(minutes=5)


def _draw_by_mouse(page: Page, drawing: Locator) -> None:
    box = drawing.bounding_box()
    assert box
    at = [
        (box["x"] + x * box["width"], box["y"] + y * box["height"])
        for x, y in ((0.2, 0.2), (0.6, 0.7))
    ]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=4)
    page.mouse.up()
    expect(page.locator(".area-corner")).to_have_count(4)
    assert _area(page)[0] == pytest.approx([0.2, 0.2], abs=0.01)


def _draw_by_keyboard(page: Page, drawing: Locator) -> None:
    """A triangle around the middle."""
    page.get_by_role("button", name="Polygon").click()
    drawing.focus()
    for key, times in (("ArrowLeft", 10), ("ArrowRight", 20), ("ArrowDown", 15)):
        for _time in range(times):
            page.keyboard.press(key)
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert _area(page) == [[0.3, 0.5], [0.7, 0.5], [0.7, 0.8]]


def _area(page: Page) -> list[list[float]]:
    return page.locator("input[name=area]").evaluate("one => JSON.parse(one.value)")  # type: ignore[no-any-return]
