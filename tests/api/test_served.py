"""Over the real web process: curl, the client that is generated from the document, events, and
whatever schemathesis can think of."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import given as examples
from hypothesis import settings as trying
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found, found
from command_center.alerts.judging import judge
from command_center.alerts.models import Alert, Verdict
from command_center.api.api import document
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.venues.models import Camera
from detection.sighting import Sighting
from tests.api.asking import Program
from tests.daphne import Daphne, daphne

CLIENT = Path(__file__).parents[2] / "docs" / "clients" / "python"
WITHIN_S = 30.0
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def web(django_db_setup: None) -> Iterator[Daphne]:
    with daphne() as web:
        yield web


@pytest.fixture
def address(web: Daphne) -> str:
    return f"http://127.0.0.1:{web.port}"


@pytest.fixture
def alerts(camera: Camera, order: Order, lease: Lease, sighting: Sighting) -> list[Alert]:
    """Three, the oldest first."""
    started = order.starts_at
    return [raise_alert(found(camera, lease.fence, sighting, started)) for _ in range(3)]


def test_curl_lists_and_judges_with_a_token(
    address: str, vms: Program, alerts: list[Alert], agent: Agent
) -> None:
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("no curl here: it is in Debian's package of that name")

    def asked(*words: str) -> Any:
        token = ["-H", f"Authorization: Bearer {vms.secret}"]
        run = subprocess.run(
            [curl, "-sS", *token, *words], capture_output=True, text=True, check=True
        )
        return json.loads(run.stdout)

    told = asked(f"{address}/api/v1/alerts?verdict=waiting")
    assert [one["id"] for one in told["items"]] == [one.pk for one in reversed(alerts)]
    body = json.dumps({"outcome": "confirmed", "follow_up": "patrol"})
    path = f"{address}/api/v1/alerts/{alerts[0].pk}/verdicts"
    asked("--json", body, path)
    assert Verdict.objects.get().agent == agent
    assert asked(f"{address}/api/v1/alerts/999999")["status"] == 404


@pytest.fixture
def client_of(address: str) -> Iterator[Any]:
    """The generated client, as an integrator imports it."""
    sys.path.insert(0, str(CLIENT))
    try:
        from vigie_client import AuthenticatedClient

        yield lambda secret: AuthenticatedClient(base_url=address, token=secret)
    finally:
        sys.path.remove(str(CLIENT))


def test_the_generated_client_pages_judges_and_hears_why_not(
    client_of: Any, vms: Program, alerts: list[Alert], agent: Agent
) -> None:
    from vigie_client.api.alerts import judge_alert
    from vigie_client.models import FollowUp, NewVerdict, Outcome, Problem
    from vigie_client.models import Verdict as Told

    said = NewVerdict(outcome=Outcome.CONFIRMED, follow_up=FollowUp.PATROL)
    with client_of(vms.secret) as client:
        assert numbers_of(client) == [one.pk for one in reversed(alerts)]
        told = judge_alert.sync(alerts[0].pk, client=client, body=said)
        problem = judge_alert.sync(999_999, client=client, body=said)
    assert isinstance(told, Told)
    assert (told.agent, Verdict.objects.get().agent) == ("integrator", agent)
    assert isinstance(problem, Problem)
    assert (problem.status, problem.type_) == (404, "urn:vigie:problem:not-found")
    with client_of("vgi_nonsense") as client:
        refused = judge_alert.sync(alerts[0].pk, client=client, body=said)
    assert isinstance(refused, Problem)
    assert refused.status == 401


def numbers_of(client: Any) -> list[int]:
    """Of all alerts, two a page."""
    from vigie_client.api.alerts import list_alerts

    page = list_alerts.sync(client=client, limit=2)
    found = [one.id for one in page.items]
    while page.next_:
        page = list_alerts.sync(client=client, limit=2, cursor=page.next_)
        found += [one.id for one in page.items]
    return found


class Heard:
    """The events of a stream, read by a thread of its own."""

    def __init__(self, address: str, secret: str, after: str = "") -> None:
        self.events: Queue[tuple[str, str, Any]] = Queue()
        self.is_over = threading.Event()
        headers = {"authorization": f"Bearer {secret}", "accept": "text/event-stream"}
        if after:
            headers["last-event-id"] = after
        self._ask = (f"{address}/api/v1/events", headers)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def next(self, *but: str) -> tuple[str, str, Any]:
        while True:
            event = self.events.get(timeout=WITHIN_S)
            if event[0] not in but:
                return event

    def _read(self) -> None:
        with suppress(httpx.TransportError):  # the server goes before some streams do
            self._listen()
        self.is_over.set()

    def _listen(self) -> None:
        url, headers = self._ask
        fields: dict[str, str] = {}
        with httpx.stream("GET", url, headers=headers, timeout=WITHIN_S) as answer:
            self.events.put(("opened", "", answer.status_code))
            for line in answer.iter_lines():
                if line:
                    name, _colon, value = line.partition(": ")
                    fields[name] = value
                elif "event" in fields:
                    data = json.loads(fields["data"])
                    self.events.put((fields["event"], fields.get("id", ""), data))
                    fields = {}


def test_events_come_and_go_on_where_they_were(
    address: str, vms: Program, intrusion: Found, order: Order, operator: Agent
) -> None:
    heard = Heard(address, vms.secret)
    assert heard.next() == ("opened", "", 200)
    assert heard.next()[0] == "listening"
    alert = raise_alert(intrusion)
    what, number, data = heard.next("newest")
    assert (what, data) == ("alert.raised", {"alert": alert.pk})
    assert number.isdecimal()
    verdict = judge(alert, operator, "confirmed", follow_up="none")
    assert heard.next("newest")[2] == {"alert": alert.pk, "verdict": verdict.pk}
    again = Heard(address, vms.secret, after=number)
    assert again.next() == ("opened", "", 200)
    missed = [again.next("newest") for _ in range(2)]
    assert [one[0] for one in missed] == ["alert.raised", "alert.judged"]


def test_a_stream_ends_with_the_right(
    address: str, vms: Program, order: Order, agent: Agent, operator: Agent
) -> None:
    heard = Heard(address, vms.secret)
    assert heard.next() == ("opened", "", 200)
    assert heard.next()[0] == "listening"
    vms.token.revoke(operator)
    assert heard.next("newest")[0] == "closed"
    assert heard.is_over.wait(WITHIN_S)


def test_a_token_listens_a_few_times_at_once(address: str, vms: Program, order: Order) -> None:
    open_ones = [Heard(address, vms.secret) for _ in range(4)]
    assert {one.next()[2] for one in open_ones} == {200}
    refused = Heard(address, vms.secret)
    assert refused.next()[2] == 429


EXAMPLES = 8
CHECKED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
"""What the document says of answers. That the law refuses what fits a schema is no fault, and who
gets in is tried in `test_every_operation.py`."""


def test_schemathesis_finds_no_fault(address: str, vms: Program, alerts: list[Alert]) -> None:
    """No server error, and each answer as the document says it."""
    schema = schemathesis.openapi.from_dict(document())
    statuses: dict[str, set[int]] = {}
    headers = {"authorization": f"Bearer {vms.secret}"}
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path.endswith("/events"):
            continue  # endless; tried above

        @trying(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @examples(operation.as_strategy())
        def send(case: Any) -> None:
            answer = case.call(base_url=address, headers=headers)
            statuses.setdefault(case.operation.label, set()).add(answer.status_code)
            case.validate_response(answer, checks=CHECKED)

        send()
    assert len(statuses) > 20
    assert not [one for one in statuses.values() if max(one) >= 500]
    assert {200} <= statuses["GET /api/v1/alerts"]
