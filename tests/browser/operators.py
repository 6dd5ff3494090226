"""A control room: operators at real browsers; what they did is compared with the journal.

A proxy in front of each browser keeps its log: the answers that it got and the sockets that showed
it something. What it got must be in the journal, and what is in the journal it must have asked for:
an answer that a page did not wait for may be in either.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psutil
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, Page

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.journal.models import Entry, OpenConsultation
from command_center.leases.lease import Lease, renew
from command_center.people.models import Agent
from command_center.streams.feed_keys import SUB, FeedKeys
from command_center.streams.live_feed import LiveFeed
from command_center.streams.picture_feed import PictureFeed, Shape
from command_center.streams.wanted import Wanted
from command_center.venues.models import Camera
from detection.boxes import Box
from detection.kinds import EventKind
from tests.browser.signing_in import sign_in
from tests.browser.wire import Exchange, Wire
from tests.daphne import ROOT, this_database
from tests.ports import free_port
from tests.waiting import wait_until

PICTURES_PER_S = 5
EXPORT = "/evaluation/report.json"
NOWHERE = "/orders/"
UP_WITHIN_S = 60.0


class Web:
    """A web process that can be killed and started again at the same address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._started: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "daphne", "-p", str(self.port), "-v", "0"]
        self._started = subprocess.Popen(
            [*command, "command_center.asgi:application"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": this_database()},
        )
        one = psutil.Process(self._started.pid)
        wait_until(
            lambda: any(c.status == psutil.CONN_LISTEN for c in one.net_connections()), UP_WITHIN_S
        )

    def kill(self) -> None:
        if self._started:
            self._started.send_signal(signal.SIGKILL)
            self._started.wait()
            self._started = None


@contextmanager
def playing(cameras: Sequence[Camera]) -> Iterator[None]:
    """Bytes of a picture, some a second, on the streams that each camera has."""
    stop = threading.Event()

    def play() -> None:
        feeds: list[PictureFeed] = [LiveFeed(camera.pk) for camera in cameras]
        feeds += [
            PictureFeed(FeedKeys(camera.pk, SUB), Wanted(camera.pk))
            for camera in cameras
            if camera.sub_url
        ]
        for feed in feeds:
            feed.initialise(Shape("avc1.64001f", 320, 180), os.urandom(100))
        number = 0
        while not stop.wait(1 / PICTURES_PER_S):
            for feed in feeds:
                if isinstance(feed, LiveFeed) and number % PICTURES_PER_S == 0:
                    feed.show_state("live")
                    feed.renew()
                feed.send_fragment(os.urandom(2000), number % 10 == 0)
            number += 1

    thread = threading.Thread(target=play)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class Shown:
    """One socket of a live picture. Times of `time.time`; `closed_s` None while it is open.
    `ended_by`: "browser" or "web", None where neither said that it ends."""

    camera: int
    stream: str
    opened_s: float
    closed_s: float | None
    messages: int
    ended_by: str | None


@dataclass(eq=False)
class Operator:
    """What a browser did, by what went over its wire; pages and parts as the journal calls them."""

    agent: Agent
    page: Page
    wire: Wire

    @property
    def asked(self) -> Counter[tuple[str, str]]:
        told = (told_as(one.method, one.target) for one in self.wire.exchanges)
        return Counter(key for key in told if key)

    @property
    def got(self) -> Counter[tuple[str, str]]:
        whole = [one for one in self.wire.exchanges if one.is_whole and one.status == _done(one)]
        told = (told_as(one.method, one.target) for one in whole)
        return Counter(key for key in told if key)

    @property
    def shown(self) -> list[Shown]:
        return [shown for one in self.wire.exchanges if (shown := _shown(one))]


def _done(one: Exchange) -> int:
    return 302 if one.method == "POST" else 200


def _shown(one: Exchange) -> Shown | None:
    parts = urlsplit(one.target)
    if not parts.path.endswith("/live"):
        return None
    stream = parse_qs(parts.query).get("stream", ["main"])[0]
    camera = int(parts.path.split("/")[3])
    return Shown(camera, stream, one.opened_s, one.closed_s, one.messages, one.ended_by)


def told_as(method: str, address: str) -> tuple[str, str] | None:
    """Kind and number of the entry that this leaves; None for what leaves none."""
    parts = urlsplit(address).path.strip("/").split("/")
    match method, parts:
        case "GET", [""]:
            return "wall", ""
        case "GET", ["alerts", number] if number.isdecimal():
            return "alert", number
        case "GET", ["alerts", number, "row"]:
            return "alert_row", number
        case "POST", ["alerts", number, "verdict"]:
            return "alert_verdict", number
        case "GET", ["evaluation", name] if name.startswith("report."):
            return "evaluation_report", name.partition(".")[2]
    return None


class ControlRoom:
    """`leases`: under which alerts are raised, one a camera."""

    def __init__(
        self, web: Web, cameras: Sequence[Camera], leases: Sequence[Lease], seed: int = 7
    ) -> None:
        self.web = web
        self.operators: list[Operator] = []
        self.alerts: list[int] = []
        self._cameras, self._leases = cameras, leases
        self._random = random.Random(seed)
        # Announcing an alert needs a thread without Playwright's loop.
        self._worker = ThreadPoolExecutor(1, "worker")

    def enter(self, browser: Browser, agent: Agent) -> Operator:
        wire = Wire(self.web.port)
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="en-GB", base_url=wire.address
        )
        operator = Operator(agent, context.new_page(), wire)
        sign_in(operator.page, wire.address + "/", agent.get_username())
        self.operators.append(operator)
        return operator

    def work(self, for_s: float) -> None:
        """Each in turn does something, and alerts come meanwhile."""
        until_s = time.monotonic() + for_s
        while time.monotonic() < until_s:
            operator = self._random.choice(self.operators)
            doings: list[Callable[[Page], None]] = [
                self._watch,
                self._enlarge,
                self._enlarge,
                self._leave,
                self._judge,
                self._export,
            ]
            self._random.choice(doings)(operator.page)
            if self._random.random() < 0.3:
                self.raise_alert()
            operator.page.wait_for_timeout(self._random.randint(200, 1200))

    def raise_alert(self) -> None:
        self._worker.submit(self._raise_alert).result()

    def close(self) -> None:
        self._worker.submit(connections.close_all).result()
        self._worker.shutdown()
        for operator in self.operators:
            operator.wire.close()

    def _raise_alert(self) -> None:
        renew(self._leases, [0.1] * len(self._leases))
        lease = self._random.choice(self._leases)
        given = (lease.camera_id, lease.fence, EventKind.INTRUSION, "lawn", timezone.now())
        box, reason = Box(0.1, 0.2, 0.3, 0.6), {"objects": 1.0, "for_s": 1.0}
        self.alerts.append(raise_alert(Found(*given, box, 0.9, 7, reason)).pk)

    def go_home(self) -> None:
        """Everybody leaves; what is still on its way arrives."""
        for operator in self.operators:
            operator.page.goto(NOWHERE)
            operator.page.wait_for_timeout(1000)

    def _watch(self, page: Page) -> None:
        page.goto("/")
        page.wait_for_selector("live-tile[data-state]")

    def _enlarge(self, page: Page) -> None:
        """Or back, where one is enlarged."""
        if not page.locator("live-tile").count():
            self._watch(page)
        enlarged = page.locator("live-tile[data-enlarged]")
        tiles = page.locator("live-tile")
        tile = enlarged.first if enlarged.count() else tiles.nth(self._any(tiles.count()))
        tile.focus()
        page.keyboard.press("Enter")

    def _leave(self, page: Page) -> None:
        page.goto(NOWHERE)

    def _judge(self, page: Page) -> None:
        if not self.alerts:
            self.raise_alert()
        page.goto(f"/alerts/{self._random.choice(self.alerts)}")
        page.locator("button[name=verdict]").first.click()
        page.wait_for_load_state()

    def _export(self, page: Page) -> None:
        page.evaluate("path => fetch(path).then((answer) => answer.text())", EXPORT)

    def _any(self, count: int) -> int:
        return self._random.randrange(count)


def kill_browser(browser_processes: Sequence[psutil.Process]) -> None:
    """As when the machine that it runs on loses its power: none of them says goodbye."""
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for one in browser_processes:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(number)
    psutil.wait_procs(list(browser_processes), timeout=10)


def differences(operator: Operator) -> list[str]:
    """What is missing in the journal, or too much; none where it tells what the browser did."""
    return [*_pages(operator), *_pictures(operator), *_lost(operator)]


def _pages(operator: Operator) -> Iterator[str]:
    entries = Entry.objects.filter(author=operator.agent.pk)
    kinds = ("wall", "alert", "alert_row", "alert_verdict", "evaluation_report")
    told = Counter(entries.filter(object_kind__in=kinds).values_list("object_kind", "object_id"))
    for key in told.keys() | operator.asked.keys():
        got, kept, asked = operator.got[key], told[key], operator.asked[key]
        if not got <= kept <= asked:
            yield f"{operator.agent} {key}: got {got}, in the journal {kept}, asked {asked}"


def _pictures(operator: Operator) -> Iterator[str]:
    entries = list(
        Entry.objects.filter(author=operator.agent.pk, object_kind="live").order_by("id")
    )
    starts = [one for one in entries if "begun" not in one.detail]
    ends = Counter(one.detail["begun"] for one in entries if "begun" in one.detail)
    open_still = set(OpenConsultation.objects.values_list("entry", flat=True))
    # One that could not be proven for a while begins again where its proof stopped.
    new = [one for one in starts if "continues" not in one.detail]
    told = Counter((one.camera, one.detail["stream"]) for one in new)
    opened = Counter((one.camera, one.stream) for one in operator.shown)
    seen = Counter((one.camera, one.stream) for one in operator.shown if one.messages)
    for key in told.keys() | opened.keys():
        if not seen[key] <= told[key] <= opened[key]:
            yield (
                f"{operator.agent} camera {key}: shown {seen[key]}, in the journal {told[key]}, "
                f"opened {opened[key]}"
            )
    for start in starts:
        if ends[start.pk] + (start.pk in open_still) != 1:
            yield f"{operator.agent}: entry {start.pk} ended {ends[start.pk]} times"


def _lost(operator: Operator) -> Iterator[str]:
    """Lost is what ended without a word of the browser; not what the browser closed."""
    entries = Entry.objects.filter(author=operator.agent.pk, object_kind="live")
    told = entries.filter(detail__lost=True).count()
    left = [one for one in operator.shown if one.closed_s and one.ended_by != "browser"]
    unsaid = sum(one.ended_by is None and one.messages > 0 for one in left)
    if not unsaid <= told <= len(left):
        yield f"{operator.agent}: {told} pictures ended as lost, not {unsaid} to {len(left)}"


def watched_s(operator: Operator) -> tuple[float, float]:
    """Seconds of live pictures that it was shown: by the browser, by the journal."""
    browser_s = sum(
        one.closed_s - one.opened_s for one in operator.shown if one.messages and one.closed_s
    )
    ends = Entry.objects.filter(author=operator.agent.pk, object_kind="live", seen_to__isnull=False)
    spans: list[Any] = list(ends.values_list("seen_from", "seen_to"))
    return browser_s, sum((until - since).total_seconds() for since, until in spans)
