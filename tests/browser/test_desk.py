"""The desk in a browser: a shift by keyboard alone, two who want one alert, and how it looks."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from command_center.alerts.door import end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert, Verdict
from command_center.incidents.models import HandOver
from command_center.leases.lease import Lease, renew, take
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.venues.models import Camera, Venue
from detection.boxes import Box
from detection.kinds import EventKind
from tests.browser.beside_the_loop import beside_the_loop
from tests.browser.looks import show
from tests.browser.signing_in import PASSWORD
from tests.daphne import Daphne
from tests.law.ordering import ordered
from tests.people.trained import trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

KINDS = [EventKind.PERSON_DOWN, EventKind.INTRUSION, EventKind.WRONG_WAY, EventKind.FIRE]
REASONS = {
    EventKind.PERSON_DOWN: {"for_s": 6.0, "drop_heights": 0.8},
    EventKind.INTRUSION: {"objects": 1.0, "for_s": 1.0},
    EventKind.WRONG_WAY: {"angle_deg": 170.0, "for_s": 1.5},
    EventKind.FIRE: {"area_percent": 0.4, "flicker_percent": 30.0},
}
WITHIN_MS = 20_000
"""Each step is of several requests, and the machine may have others to serve."""


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=WITHIN_MS)
    yield
    expect.set_options(timeout=5000)


class Desk:
    """Cameras that alerts come from. Each camera, kind and zone is a situation of its own."""

    def __init__(self, cameras: Sequence[Camera]) -> None:
        self.cameras = cameras
        ordered(cameras, kinds=[kind.value for kind in KINDS])
        self._leases: list[Lease] = []
        for camera in cameras:
            lease = take(camera.pk, "worker@here", 0.1)
            assert lease is not None
            self._leases.append(lease)

    def alert(
        self, number: int, kind: EventKind, *, ago_s: float = 0, ended: bool = False
    ) -> Alert:
        def raised() -> Alert:
            renew(self._leases, [0.1] * len(self._leases))
            lease = self._leases[number]
            at = timezone.now() - timedelta(seconds=ago_s)
            box, reason = Box(0.1, 0.2, 0.3, 0.6), REASONS[kind]
            found = Found(lease.camera_id, lease.fence, kind, "Lawn", at, box, 0.87, 7, reason)
            alert = raise_alert(found)
            if ended:
                end_alert(alert, timezone.now())
            return alert

        return beside_the_loop(raised)


@pytest.fixture
def desk(venue: Venue) -> Desk:
    enter_known()
    names = ["North gate", "South gate", "Concourse B, stairway to the east stand", "Fan zone"]
    return Desk([Camera.objects.create(venue=venue, name=name) for name in names])


def operator_named(name: str) -> Agent:
    agent = Agent.objects.create_user(name, password=PASSWORD)
    of_rooms = Permission.objects.filter(content_type__app_label__in=["desk", "incidents"])
    more = ["view_camera", "view_alert", "add_verdict", "view_segment", "view_order"]
    agent.user_permissions.add(*of_rooms, *Permission.objects.filter(codename__in=more))
    return trained(agent)


def begin_shift(page: Page, web: Daphne, name: str) -> None:
    """Signed in by keyboard alone."""
    page.goto(f"http://127.0.0.1:{web.port}/")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/shift**")
    page.locator("main .button-main").focus()  # the first reason is chosen already
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/shift") and "/shift?" not in url)


def rows(page: Page) -> Locator:
    return page.locator("alert-queue .desk-queue [data-alert]")


def test_a_shift_by_keyboard_alone(page: Page, web: Daphne, desk: Desk) -> None:
    """Ten alerts come, all are decided in two keystrokes each, one is taken back; then home."""
    operator_named("anne")
    page.emulate_media(reduced_motion="reduce")
    begin_shift(page, web, "anne")
    expect(page.locator("alert-queue")).to_be_focused()
    expect(page.get_by_text("Nothing needs you now.")).to_be_visible()
    alerts = [desk.alert(n % 4, KINDS[n % 4]).pk for n in range(2)]
    alerts += [desk.alert(n % 4, KINDS[(n // 4 + 1 + n) % 4]).pk for n in range(8)]
    expect(page.locator("[data-count]")).to_have_text("10")
    page.keyboard.press("ArrowDown")
    first = rows(page).first
    expect(first).to_be_focused()
    assert first.get_attribute("data-severity") == "high"
    page.keyboard.press("a")
    expect(page.locator('[data-group="seen"] [data-alert]')).to_have_count(1)
    waiting = rows(page).count()
    while waiting:
        page.keyboard.press("c" if waiting % 2 else "i")
        page.keyboard.press("3")
        expect(rows(page)).to_have_count(waiting - 1)
        waiting -= 1
    expect(page.locator("[data-count]")).to_have_text("0")
    expect(page.locator("alert-queue")).to_be_focused()
    page.keyboard.press("u")
    expect(rows(page)).to_have_count(1)
    expect(rows(page).first).to_be_focused()
    page.keyboard.press("c")
    page.keyboard.press("1")
    expect(rows(page)).to_have_count(0)
    assert {one.alert_id for one in Verdict.objects.all()} == set(alerts)
    page.goto(f"http://127.0.0.1:{web.port}/incidents/hand-over")
    page.get_by_label("What the next shift must know").focus()
    page.keyboard.type("Quiet; look at the lawn.")
    page.get_by_role("button", name="Hand over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Quiet; look at the lawn.")).to_be_visible()
    assert HandOver.objects.count() == 1
    page.goto("about:blank")


def test_two_want_the_same_alert(page: Page, browser: Browser, web: Daphne, desk: Desk) -> None:
    """Each sees that the other looks; the first verdict holds, the second is told why not."""
    for name in ("anne", "bilal"):
        operator_named(name)
    alert = desk.alert(0, EventKind.INTRUSION)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    theirs = context.new_page()
    for one, name in ((page, "anne"), (theirs, "bilal")):
        begin_shift(one, web, name)
        rows(one).first.focus()
        one.keyboard.press("Enter")
        expect(one.locator("[data-answers]")).to_be_visible()
    expect(rows(page).first.locator("[data-others]")).to_have_text("bilal is looking too")
    expect(rows(theirs).first.locator("[data-others]")).to_have_text("anne is looking too")
    theirs.route("**/desk/queue", lambda route: route.abort())  # not yet told that it is over
    page.keyboard.press("c")
    page.keyboard.press("3")
    expect(rows(page)).to_have_count(0)
    theirs.keyboard.press("i")
    theirs.keyboard.press("1")
    expect(theirs.locator(".desk-said")).to_contain_text("anne was first: confirmed")
    theirs.unroute("**/desk/queue")
    expect(rows(theirs)).to_have_count(0)
    expect(theirs.locator("[data-gone]")).to_contain_text("anne")
    assert Verdict.objects.get(alert=alert).agent.get_username() == "anne"
    theirs.goto("about:blank")
    context.close()
    page.goto("about:blank")


def test_the_desk_looks_well(page: Page, web: Daphne, desk: Desk, screenshots: Path) -> None:
    operator_named("anne")
    page.set_viewport_size({"width": 1366, "height": 768})
    begin_shift(page, web, "anne")
    expect(page.locator("[data-empty]")).to_be_visible()
    show(page, screenshots, "desk-empty")
    for number, kind in enumerate(KINDS[:3]):
        desk.alert(number, kind, ago_s=40 * number, ended=number == 1)
    desk.alert(0, KINDS[0])
    expect(rows(page)).to_have_count(3)
    expect(rows(page).first).to_contain_text("× 2")
    rows(page).first.click()
    expect(page.locator("[data-answers]")).to_be_visible()
    page.keyboard.press("s")
    page.get_by_label("Why").fill("Rehearsal of the stretcher team")
    page.screenshot(path=screenshots / "desk-shelve.png")
    page.keyboard.press("Enter")
    fold = page.locator('[data-fold="aside"]')
    expect(fold).to_contain_text("1")
    fold.locator("summary").click()
    expect(fold.locator("[data-alert]")).to_contain_text("Rehearsal of the stretcher team")
    page.screenshot(path=screenshots / "desk-put-aside.png")
    page.goto("about:blank")
