"""A verdict in two keystrokes, from the wall and back; and what the figures look like."""

from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.alerts import judging
from command_center.alerts.models import Verdict
from command_center.calibration.models import Calibration, HeldBackAlert
from command_center.evaluation.models import Sampling
from command_center.evaluation.reviewing import review
from command_center.law.models import Order
from command_center.leases.lease import Lease, take
from command_center.people.models import Agent
from command_center.venues.models import Camera, Zone
from detection.kinds import EventKind
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.evaluation_kit.judged import MODEL_B, confirmed, invalidated, raised
from tests.evaluation_kit.test_glimpses import taken
from tests.law.ordering import ordered

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def evaluator(operator: Agent) -> Agent:
    rights = Permission.objects.filter(content_type__app_label="evaluation")
    operator.user_permissions.add(*rights, Permission.objects.get(codename="add_verdict"))
    return operator


def open_wall(page: Page, port: int, agent: Agent) -> None:
    sign_in(page, f"http://127.0.0.1:{port}/", agent.username)
    expect(page.locator("[data-count]")).to_be_visible(timeout=15_000)


def test_verdict_is_given_in_two_keystrokes(
    page: Page, evaluator: Agent, zone: Zone, order: Order, lease: Lease, screenshots: Path
) -> None:
    first = raised(order, lease, luminance=0.31)
    raised(order, lease, kind=EventKind.DENSITY.value)
    with daphne() as web:
        open_wall(page, web.port, evaluator)
        expect(page.locator("[data-count]")).to_have_text("2")
        show(page, screenshots, "evaluation-wall")
        wall = page.context.new_page()
        wall.goto(page.url)
        page.goto(f"http://127.0.0.1:{web.port}/alerts/{first.pk}")
        expect(page.get_by_role("heading", name="What was it?")).to_be_visible()
        show(page, screenshots, "evaluation-alert")
        page.reload()  # the focus lay on the switches
        page.keyboard.press("i")
        expect(page.locator("[data-armed]")).to_have_count(1)
        page.screenshot(path=screenshots / "evaluation-armed.png")
        page.keyboard.press("4")
        expect(page.get_by_text("Kept, with your name and the time.")).to_be_visible()
        assert Verdict.objects.get().cause == "light"
        expect(wall.locator("[data-count]")).to_have_text("1", timeout=10_000)
        expect(wall.locator("alert-queue")).to_contain_text("light, beacon or sign")
        page.keyboard.press("c")
        page.keyboard.press("3")  # the first was wrong: a later one corrects it
        expect(page.get_by_text("corrected later")).to_be_visible()
        assert Verdict.objects.first().follow_up == "patrol"
        show(page, screenshots, "evaluation-judged")
        for one in (page, wall):
            one.goto("about:blank")


def test_figures_can_be_read(
    page: Page,
    evaluator: Agent,
    camera: Camera,
    lease: Lease,
    screenshots: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "announce", lambda what, **number: None)  # nobody listens
    south = Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    order = ordered([camera, south], kinds=["intrusion", "density", "abandoned_object"])
    _judged(evaluator, order, lease, south)
    scene = np.full((540, 960, 3), (96, 110, 104), np.uint8)
    cv2.rectangle(scene, (0, 300), (960, 540), (120, 128, 126), -1)
    jpeg = cv2.imencode(".jpg", scene)[1].tobytes()
    review(taken(camera, jpeg=jpeg), evaluator, ["density"])
    taken(camera, jpeg=jpeg)
    with daphne() as web:
        open_wall(page, web.port, evaluator)
        page.goto(f"http://127.0.0.1:{web.port}/evaluation/")
        expect(page.get_by_role("heading", name="Precision by kind of event")).to_be_visible()
        show(page, screenshots, "evaluation-figures")
        page.get_by_role("link", name="Look at quiet moments").press("Enter")
        expect(page.get_by_role("img", name="What North gate saw")).to_be_visible()
        show(page, screenshots, "evaluation-moment")
        page.get_by_role("checkbox", name="Intrusion").press("Space")
        page.get_by_role("button", name="Next").press("Enter")
        expect(page.get_by_text("No moment waits for a review.")).to_be_visible()
        page.goto("about:blank")


def _judged(agent: Agent, order: Order, lease: Lease, south: Camera) -> None:
    other = take(south.pk, "worker@here", 0.1)
    assert other is not None
    for _ in range(22):
        confirmed(agent, order, lease)
    for cause in ("reflection", "reflection", "reflection", "animal"):
        invalidated(agent, cause, order, lease, luminance=0.1)
    for cause in ("person_as_object", "person_as_object", "furniture", "reflection"):
        invalidated(agent, cause, order, other, kind="abandoned_object", models=[MODEL_B])
    confirmed(agent, order, other, kind="abandoned_object", models=[MODEL_B])
    for _ in range(3):
        raised(order, other, kind="density", models=[])
    Sampling.objects.create(
        order=order, per_hour=2, reason="The committee asks what is missed", decided_by=agent
    )
    now = timezone.now()
    period = Calibration.objects.create(
        camera=south,
        started_by=agent,
        starts_at=now - timedelta(minutes=50),
        ends_at=now - timedelta(minutes=20),
    )
    HeldBackAlert.objects.create(
        calibration=period, kind="density", started_at=now - timedelta(minutes=30), reason={}
    )
