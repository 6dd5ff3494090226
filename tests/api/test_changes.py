"""What a program changes: as the pages do it, once for one key, refused in one shape."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert, Verdict
from command_center.api import rate
from command_center.api.kept_answer import forget_old
from command_center.api.models import KeptAnswer
from command_center.api.once import LOCK, SEED
from command_center.desk.models import Act
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order, Stop
from command_center.people.models import Agent
from tests.api.asking import Program, program

SAID = {"outcome": "confirmed", "follow_up": "patrol"}
KEY = {"idempotency-key": "7c1f"}


@pytest.fixture
def alert(intrusion: Found, order: Order) -> Alert:
    return raise_alert(intrusion)


def test_a_verdict_is_the_agents(vms: Program, alert: Alert, agent: Agent) -> None:
    answer = vms.post(f"/alerts/{alert.pk}/verdicts", {**SAID, "note": "two people"})
    assert answer.status_code == 201
    verdict = Verdict.objects.get()
    assert (verdict.agent, verdict.note) == (agent, "two people")
    assert answer.json()["id"] == verdict.pk


def test_a_situation_is_taken_in_hand(
    vms: Program, alert: Alert, agent: Agent, operator: Agent
) -> None:
    answer = vms.post(f"/situations/{alert.pk}/acknowledgement", {})
    assert (answer.status_code, answer.json()["state"]) == (200, "acknowledged")
    assert Act.objects.get().agent == agent
    assert vms.get("/situations").json()["items"][0]["owner"] == "integrator"


def test_sent_again_it_is_done_once(vms: Program, alert: Alert, agent: Agent) -> None:
    path = f"/alerts/{alert.pk}/verdicts"
    first, again = vms.post(path, SAID, KEY), vms.post(path, SAID, KEY)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Verdict.objects.count() == 1
    entries = Entry.objects.filter(author=agent.pk).order_by("id")
    assert [one.operation for one in entries] == [Operation.MODIFICATION, Operation.CONSULTATION]


def test_a_key_is_for_one_request_of_one_token(vms: Program, alert: Alert, agent: Agent) -> None:
    path = f"/alerts/{alert.pk}/verdicts"
    vms.post(path, SAID, KEY)
    other = vms.post(path, {"outcome": "invalidated", "cause": "shadow"}, KEY)
    assert other.status_code == 422
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"
    assert program(agent).post(path, SAID, KEY).status_code == 201
    assert Verdict.objects.count() == 2


def test_what_was_refused_is_tried_anew(vms: Program, alert: Alert) -> None:
    path = f"/alerts/{alert.pk}/verdicts"
    assert vms.post(path, {"outcome": "confirmed"}, KEY).status_code == 422
    assert not KeptAnswer.objects.exists()
    assert vms.post(path, SAID, KEY).status_code == 201


def test_an_answer_is_forgotten_after_a_day(vms: Program, alert: Alert) -> None:
    vms.post(f"/alerts/{alert.pk}/verdicts", SAID, KEY)
    assert forget_old() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE api_keptanswer SET at = at - interval '25 hours'")
    assert forget_old() == 1
    assert vms.post(f"/alerts/{alert.pk}/verdicts", SAID, KEY).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done(vms: Program, alert: Alert) -> None:
    answers: list[Any] = []

    def send() -> None:
        answers.append(vms.post(f"/alerts/{alert.pk}/verdicts", SAID, KEY))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    statuses = sorted(one.status_code for one in answers)
    assert set(statuses) <= {201, 409}
    assert Verdict.objects.count() == 1
    assert len({one.content for one in answers if one.status_code == 201}) == 1


@pytest.mark.django_db(transaction=True)
def test_while_it_is_being_answered_the_other_hears_so(vms: Program, alert: Alert) -> None:
    answers: list[Any] = []

    def send() -> None:
        answers.append(vms.post(f"/alerts/{alert.pk}/verdicts", SAID, KEY))
        connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK, [f"{vms.token.pk} {KEY['idempotency-key']}", SEED])
        thread = threading.Thread(target=send)
        thread.start()
        thread.join()
    assert answers[0].status_code == 409
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("{", []),
        ("[]", [""]),
        ({}, ["outcome"]),
        ({"outcome": "confirmed"}, [""]),
        ({"outcome": "perhaps", "follow_up": "none"}, ["outcome"]),
        ({**SAID, "face_id": 7}, ["face_id"]),
        ({**SAID, "note": "\0"}, ["note"]),
        ({**SAID, "note": "x" * 501}, ["note"]),
    ],
    ids=str,
)
def test_errors_have_one_shape(vms: Program, alert: Alert, body: Any, fields: list[str]) -> None:
    answer = vms.post(f"/alerts/{alert.pk}/verdicts", body)
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["status"] == answer.status_code == (422 if fields else 400)
    assert told["type"].startswith("urn:vigie:problem:")
    assert [one["field"] for one in told.get("errors", [])] == fields
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/alerts/0", 404), ("/alerts/-1", 404)]
)
def test_what_is_not_there_is_told_so(vms: Program, path: str, status: int) -> None:
    answer = vms.get(path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_another_method_is_told_which_there_are(vms: Program) -> None:
    answer = vms.post("/alerts", {})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json()["type"] == "urn:vigie:problem:method-not-allowed"


def test_details_come_in_the_language_that_is_asked_for(vms: Program) -> None:
    french = vms.get("/nothing", headers={"accept-language": "fr"}).json()
    assert french["title"] == "Introuvable"
    assert french["type"] == "urn:vigie:problem:not-found"


def test_too_much_is_refused_for_a_while(
    vms: Program, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate, "MOST_A_MINUTE", 3)
    answers = [vms.get("/orders") for _ in range(8)]  # a minute may end in between
    refused = [one for one in answers if one.status_code == 429]
    assert refused
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60
    assert program(agent).get("/orders").status_code == 200


def test_what_fails_here_is_told_and_taken_back(
    vms: Program, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours: 500, in the same shape, and nothing of it stays."""
    from django.test import Client

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Stop, "refresh_from_db", broken)
    answer = Client(raise_request_exception=False).post(
        f"/api/v1/orders/{order.pk}/stops",
        '{"reason": "rain"}',
        content_type="application/json",
        headers={"authorization": f"Bearer {vms.secret}"},
    )
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:vigie:problem:internal")
    assert not Stop.objects.exists()
