"""Every operation stands behind a door: its right, its reach, its scope, its entry.

Each test walks them all, and takes back what each did.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client

from command_center.api.api import PREFIX, document
from command_center.api.reference import operations
from command_center.api.scope import Scope, scopes_for
from command_center.audit.kind_words import KIND_WORDS
from command_center.journal.models import Entry, Operation
from command_center.law.models import Resumption, Stop
from command_center.people.models import Agent
from command_center.people.places import _findings
from command_center.people.roles import Role
from command_center.people.seeing import SEEING
from command_center.venues.models import Camera, Venue
from detection.sighting import Sighting
from tests.api.asking import Program, program
from tests.api.giving import given
from tests.law.by_api import new_order
from tests.people.elsewhere import MARK, elsewhere
from tests.people.posted import posted
from tests.people.test_walk import NOT_THERE
from tests.people.trained import trained
from tests.security.test_fuzzing import undone

BODIES: Mapping[str, Any] = {
    "judge_alert": {"outcome": "confirmed", "follow_up": "patrol"},
    "acknowledge_situation": {},
    "withdraw_order": {"reason": "It rains"},
    "stop_everything": {"reason": "It rains"},
    "stop_order": {"reason": "It rains"},
    "resume": {"reason": "It is dry", "authority": "The prefect"},
}
"""What is sent where something is done; an order is made where it is entered."""

OF_THE_WHOLE_SITE = {"stop_everything", "get_health"}
"""Of no place, and not filtered: they need a right that reaches everywhere."""


@pytest.fixture
def numbers(operator: Agent, sighting: Sighting) -> Mapping[str, int]:
    """One of each thing, at the same venue; its order is not stopped."""
    found = elsewhere(operator, sighting)
    stop = Stop.objects.create(by=operator, reason="All is closed")
    lifted = Stop.objects.get(pk=found["stop_id"])
    for one in (lifted, stop):
        Resumption.objects.create(stop=one, by=operator, authority="The prefect", reason="dry")
    return found


def names_a_place(operation: Any) -> bool:
    return "{" in operation.path


def walked(numbers: Mapping[str, int]) -> Iterator[tuple[Any, Mapping[str, int]]]:
    """Each operation, with the numbers that its address may name."""
    for operation in operations():
        with undone():
            if operation.operation_id != "resume":
                yield operation, numbers
                continue
            order = Stop.objects.get(pk=numbers["stop_id"]).order
            by = Agent.objects.get(username="operator")
            standing = Stop.objects.create(order=order, by=by, reason="wet")
            yield operation, {**numbers, "stop_id": standing.pk}


def path_of(operation: Any, numbers: Mapping[str, int]) -> str:
    path = str(operation.path)
    for name in _findings:
        path = path.replace(f"{{int:{name}}}", str(numbers.get(name, NOT_THERE)))
    assert "{" not in path
    return path


def asked(one: Program, operation: Any, numbers: Mapping[str, int]) -> Any:
    path = path_of(operation, numbers)
    if operation.methods == ["GET"]:
        return one.get(path)
    if operation.operation_id == "enter_order":
        return one.post(path, new_order(Camera.objects.get(pk=numbers["camera_id"])))
    return one.post(path, BODIES[operation.operation_id])


def told(answer: Any) -> str:
    return "" if answer.streaming else str(answer.text)


def left_by(agent: Agent) -> list[Entry]:
    return list(Entry.objects.filter(author=agent.pk).order_by("id"))


def test_each_says_its_rights_and_a_scope_opens_them() -> None:
    for operation in operations():
        assert operation.run.rights, operation.operation_id
        assert scopes_for(operation.run.rights), f"{operation.operation_id}: see api/scope.py"
        assert operation.run.kind in KIND_WORDS, operation.operation_id


def test_the_document_describes_them_all() -> None:
    described = {
        one["operationId"]: (method, one)
        for path in document()["paths"].values()
        for method, one in path.items()
    }
    assert set(described) == {one.operation_id for one in operations()}
    for method, one in described.values():
        assert {"4XX", "5XX"} <= set(one["responses"])
        assert one["security"] == [{"Bearer": []}]
        keys = [parameter["name"] for parameter in one["parameters"]]
        assert ("Idempotency-Key" in keys) == (method == "post")


def test_nobody_gets_in_without_a_token(operator: Agent) -> None:
    """Nor with the session of a browser, whatever its agent may do."""
    operator.is_superuser = True
    operator.save()
    client = Client()
    client.force_login(operator)
    for operation in operations():
        send = client.get if operation.methods == ["GET"] else client.post
        answer = send(PREFIX + path_of(operation, {}))
        assert answer.status_code == 401, operation.operation_id
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert client.get(f"{PREFIX}/openapi.json").status_code == 200


def test_each_does_its_work_and_leaves_its_entry(
    vms: Program, agent: Agent, numbers: Mapping[str, int]
) -> None:
    for operation, there in walked(numbers):
        name, answer = operation.operation_id, asked(vms, operation, there)
        assert answer.status_code in {200, 201}, (name, told(answer))
        assert not answer.cookies, name
        entries = left_by(agent)
        is_reading = operation.methods == ["GET"]
        expected = Operation.CONSULTATION if is_reading else Operation.MODIFICATION
        assert {one.operation for one in entries} == {expected}, name
        assert {one.reason for one in entries} == {"Shift report"}, name
        assert {one.session for one in entries} == {vms.token.mark}, name
        assert {one.object_kind for one in entries} in ({operation.run.kind}, {"alerts"}), name
        if names_a_place(operation):
            assert {one.venue for one in entries} == {numbers["venue_id"]}, name


def test_each_needs_its_scope(agent: Agent, numbers: Mapping[str, int]) -> None:
    for operation, there in walked(numbers):
        others = [one for one in Scope if one not in scopes_for(operation.run.rights)]
        answer = asked(program(agent, *others), operation, there)
        assert answer.status_code == 403, operation.operation_id
        assert json.loads(told(answer))["type"] == "urn:vigie:problem:forbidden"
        assert [one.operation for one in left_by(agent)] == [Operation.ACCESS]


def test_each_needs_every_one_of_its_rights_whatever_the_scopes(
    numbers: Mapping[str, int],
) -> None:
    for operation, there in walked(numbers):
        rights = operation.run.rights
        for missing in rights:
            made = Agent.objects.create_user(f"without {missing}", password="correct horse")
            lacking = given(trained(made), *(one for one in rights if one != missing))
            answer = asked(program(lacking), operation, there)
            assert answer.status_code == 403, (operation.operation_id, missing)
            assert MARK not in told(answer)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMINISTRATOR, Role.LEGAL])
def test_what_is_elsewhere_is_answered_as_what_is_not_there(
    role: Role, stranger: Agent, numbers: Mapping[str, int]
) -> None:
    here = Venue.objects.create(name="Bravo hall")
    Camera.objects.create(venue=here, name="Bravo gate", url="rtsp://192.0.2.8/gate")
    one = program(posted(stranger, role, here))
    for operation, there in walked(numbers):
        name, answer = operation.operation_id, asked(one, operation, there)
        assert MARK not in told(answer), name
        if names_a_place(operation):
            nowhere = asked(one, operation, {})
            assert answer.status_code in {403, 404}, name
            assert (answer.status_code, told(answer)) == (nowhere.status_code, told(nowhere))
        elif name in OF_THE_WHOLE_SITE:
            assert answer.status_code == 403, name
        elif answer.status_code == 200 and not answer.streaming:
            assert all(item.get("venue", here.pk) == here.pk for item in answer.json()["items"])


def test_who_may_not_see_any_more_sees_nothing(
    vms: Program, agent: Agent, stranger: Agent, numbers: Mapping[str, int]
) -> None:
    """The token of somebody whose designation has ended is asked afresh each time."""
    agent.designations.get().revoke(stranger, "left the service")
    for operation, there in walked(numbers):
        answer = asked(vms, operation, there)
        if set(operation.run.rights) & SEEING:
            assert answer.status_code == 403, operation.operation_id
            assert "designation was revoked" in json.loads(told(answer))["detail"]
        else:
            assert answer.status_code in {200, 201}, operation.operation_id
