"""From an alert to a closed incident by keyboard, while a colleague acts in a second window."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Browser, Page, expect

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.incidents.acting import join_stretch, note
from command_center.incidents.models import HandOver, Incident
from command_center.incidents.stretch import Stretch
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.venues.models import Venue, Zone
from tests.browser.beside_the_loop import beside_the_loop
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.incidents.opening import opened
from tests.people.trained import trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


def guard(agent: Agent) -> Agent:
    of_room = Permission.objects.filter(content_type__app_label="incidents")
    more = ["view_camera", "view_alert", "add_verdict", "view_segment", "view_order"]
    agent.user_permissions.add(*of_room, *Permission.objects.filter(codename__in=more))
    return Agent.objects.get(pk=agent.pk)


def press(page: Page, role: str, name: str) -> None:
    """By keyboard."""
    found = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    found.focus()
    page.keyboard.press("Enter")


def test_from_an_alert_to_a_closed_incident_by_keyboard(
    page: Page,
    browser: Browser,
    web: Daphne,
    zone: Zone,
    order: Order,
    intrusion: Found,
    operator: Agent,
    screenshots: Path,
) -> None:
    enter_known()
    home = f"http://127.0.0.1:{web.port}/"
    me = guard(operator)
    colleague = Agent.objects.create_user("colleague", password="correct horse battery")
    colleague = guard(trained(colleague))
    alert = beside_the_loop(lambda: raise_alert(intrusion))
    venue: Venue = alert.camera.venue
    lamp = beside_the_loop(
        lambda: opened(venue, colleague, title="Lamp broken above stairway B", severity="low")
    )
    queue = {"title": "Queue before the east gate grows", "what": "density", "severity": "high"}
    beside_the_loop(lambda: opened(venue, me, **queue))
    sign_in(page, urljoin(home, f"/incidents/join?alert={alert.pk}"), me.username)
    show(page, screenshots, "incidents-join")
    press(page, "link", "Open a new incident")
    expect(page.get_by_label("What happens")).to_have_value("Intrusion, North gate")
    page.get_by_label("First note").focus()
    page.keyboard.type("Seen on the wall: gate ajar.")
    show(page, screenshots, "incidents-new")
    page.get_by_label("First note").focus()
    page.keyboard.type("Seen on the wall: gate ajar.")
    press(page, "button", "Open the incident")
    expect(page.get_by_role("heading", name="Intrusion, North gate")).to_be_visible()
    incident = Incident.objects.get(acts__alert=alert.pk)
    press(page, "button", "Take it in hand")
    expect(page.locator(".incident-marks")).to_contain_text("in progress")

    # A colleague acts while words are being written: the record is fresh, the words stay.
    page.get_by_label("Note", exact=True).focus()
    page.keyboard.type("Patrol sent to the gate.")
    beside_the_loop(lambda: note(incident.pk, colleague, "I see it on camera 4 as well."))
    expect(page.locator("[data-changed]")).to_contain_text("colleague")
    expect(page.locator(".log")).to_contain_text("I see it on camera 4 as well.")
    expect(page.get_by_label("Note", exact=True)).to_have_value("Patrol sent to the gate.")
    press(page, "button", "Add a note")
    expect(page.locator(".log")).to_contain_text("Patrol sent to the gate.")
    until = alert.started_at + timedelta(seconds=40)
    stretch = Stretch(alert.camera_id, alert.started_at, until)
    beside_the_loop(lambda: join_stretch(incident.pk, stretch, colleague))
    expect(page.get_by_role("heading", name="Recordings")).to_be_visible()
    page.locator("summary", has_text="Resolve").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What was done").focus()
    page.keyboard.type("Gate locked by the stewards.")
    page.get_by_label("What was done").press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".incident-marks")).to_contain_text("resolved")
    show(page, screenshots, "incidents-one")
    page.locator("summary", has_text="Correct").click()
    show(page, screenshots, "incidents-correct")
    page.goto(urljoin(home, f"/incidents/{incident.pk}"))
    page.locator("summary", has_text="Close").focus()
    page.keyboard.press("Enter")
    page.locator("details[open] button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Closed: nothing is added any more.")).to_be_visible()

    page.goto(urljoin(home, "/incidents/hand-over"))
    page.get_by_label("What the next shift must know").focus()
    page.keyboard.type("Queue at the east gate: stewards are there, look again at 18:00.")
    show(page, screenshots, "incidents-hand-over")
    page.get_by_label("What the next shift must know").fill("Queue at the east gate.")
    press(page, "button", "Hand over")
    expect(page.get_by_text("Queue at the east gate.")).to_be_visible()

    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    theirs = context.new_page()
    sign_in(theirs, urljoin(home, "/incidents/"), colleague.username)
    show(theirs, screenshots, "incidents-list")
    theirs.set_viewport_size({"width": 420, "height": 900})
    theirs.screenshot(path=screenshots / "incidents-list-narrow.png", full_page=True)
    press(theirs, "button", "Take over")
    expect(theirs.get_by_text("Taken over: what is open of it is yours now.")).to_be_visible()
    assert HandOver.objects.get().taken_by == colleague
    theirs.goto(urljoin(home, f"/incidents/{lamp.pk}"))
    theirs.screenshot(path=screenshots / "incidents-one-narrow.png", full_page=True)
    theirs.goto("about:blank")
    context.close()

    page.goto(urljoin(home, f"/incidents/{incident.pk}"))
    page.emulate_media(media="print")
    page.screenshot(path=screenshots / "incidents-print.png", full_page=True)
    page.goto("about:blank")
