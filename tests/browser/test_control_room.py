"""About a minute of a control room: the journal tells what the browsers did, and nothing else."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta

import psutil
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Browser

from command_center.journal import consultation
from command_center.journal.consultation import end_lost
from command_center.journal.models import Entry, OpenConsultation
from command_center.leases.lease import Lease, take
from command_center.people.models import Agent
from command_center.people.reason import enter_known
from command_center.venues.models import Camera, Venue
from tests.browser.operators import (
    ControlRoom,
    Operator,
    Web,
    differences,
    kill_browser,
    playing,
    watched_s,
)
from tests.law.ordering import ordered
from tests.people.trained import trained
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("orm_beside_playwright"),
]

WORKS_FOR_S = 35.0
LOST_AFTER = timedelta(seconds=15)


@pytest.fixture
def web(db: None) -> Iterator[Web]:
    one = Web()
    one.start()
    yield one
    one.kill()


@pytest.fixture
def cameras(venue: Venue) -> list[Camera]:
    """Two of them have a small stream."""
    subs = ["", "", "rtsp://192.0.2.1/small", "rtsp://192.0.2.2/small"]
    return [
        Camera.objects.create(venue=venue, name=f"Gate {n}", sub_url=sub)
        for n, sub in enumerate(subs)
    ]


@pytest.fixture
def agents(db: None) -> list[Agent]:
    rights = Permission.objects.filter(
        codename__in=["view_camera", "view_alert", "add_verdict", "view_order", "view_evaluation"]
    )
    found = []
    for name in ("anne", "bilal", "chloe"):
        agent = Agent.objects.create_user(name, password="correct horse battery")
        agent.user_permissions.set(rights)
        found.append(trained(agent))
    return found


@pytest.fixture
def room(web: Web, cameras: list[Camera], agents: list[Agent]) -> Iterator[ControlRoom]:
    enter_known()
    ordered(cameras)
    leases: list[Lease] = []
    for camera in cameras:
        lease = take(camera.pk, "worker@here", 0.1)
        assert lease is not None
        leases.append(lease)
    with playing(cameras):
        room = ControlRoom(web, cameras, leases)
        yield room
        room.close()


def test_the_journal_tells_what_the_browsers_did(
    room: ControlRoom,
    agents: list[Agent],
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(consultation, "LOST_AFTER", LOST_AFTER)
    for agent in agents[:2]:
        room.enter(browser, agent)
    room.work(WORKS_FOR_S)
    room.go_home()
    wait_until(lambda: not OpenConsultation.objects.exists(), 10)
    for operator in room.operators:
        assert differences(operator) == []
        assert sum(operator.got.values()) >= 1
        shown_s, told_s = watched_s(operator)
        assert abs(shown_s - told_s) < 0.1 * shown_s + 2 * len(operator.shown)
    assert sum(len(operator.shown) for operator in room.operators) > 8
    _a_killed_server_loses_nothing(room)


def _a_killed_server_loses_nothing(room: ControlRoom) -> None:
    """Its pictures end with the last proof; the browsers come back to the next one."""
    operator = room.operators[0]
    operator.page.goto("/")
    operator.page.wait_for_selector("live-tile[data-state=live]")
    _go_on(operator, 12)  # one proof at least
    open_before = set(OpenConsultation.objects.values_list("entry", flat=True))
    assert open_before
    killed_at = timezone.now()
    room.web.kill()
    room.web.start()
    wait_until(lambda: _ended_as_lost(operator, open_before), 60)
    for end in Entry.objects.filter(detail__begun__in=list(open_before)):
        assert end.detail["lost"]
        assert killed_at - timedelta(seconds=12) < end.seen_to <= killed_at
    room.go_home()
    wait_until(lambda: not OpenConsultation.objects.exists(), 30, str)
    assert differences(operator) == []


def _ended_as_lost(operator: Operator, entries: set[int]) -> bool:
    """As the task of the workers does every other second."""
    operator.page.wait_for_timeout(500)
    end_lost()
    return not OpenConsultation.objects.filter(entry__in=entries).exists()


def _go_on(operator: Operator, for_s: float) -> None:
    until_s = time.monotonic() + for_s
    while time.monotonic() < until_s:
        operator.page.wait_for_timeout(250)


def test_a_killed_browser_ends_with_its_last_acknowledgement(
    room: ControlRoom,
    agents: list[Agent],
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    other = browser.browser_type.launch(executable_path=os.environ["CHROMIUM"])
    operator = room.enter(other, agents[2])
    operator.page.wait_for_selector("live-tile[data-state=live]")
    _go_on(operator, 3)
    assert OpenConsultation.objects.count() >= 4
    # All that it has by now: one process left alive would close its sockets properly.
    processes = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
    killed_at = timezone.now()
    kill_browser(processes)
    wait_until(lambda: not OpenConsultation.objects.exists(), 60)
    ends = Entry.objects.filter(author=agents[2].pk, detail__has_key="begun")
    late = [one for one in ends if one.seen_to > killed_at + timedelta(seconds=1)]
    assert not late
    assert any(one.detail["lost"] for one in ends)
