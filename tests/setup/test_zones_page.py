"""What the zone editor is given, and what the server makes of what it sends."""

import json
from dataclasses import fields
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.zone_kinds import told_parameters
from command_center.venues.models import Camera, Zone
from detection.rulebook import RULES

SQUARE = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5], [0.1, 0.5]]
CROSSING = [[0.1, 0.1], [0.5, 0.5], [0.5, 0.1], [0.1, 0.5]]


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = ["change_zone", "view_cameraversion"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    return operator


def zone_of(**changes: Any) -> dict[str, Any]:
    return {"name": "gate", "kind": "intrusion", "polygon": SQUARE, "parameters": {}, **changes}


def save(client: Client, camera: Camera, *zones: object, **changes: Any) -> Any:
    sent = {"based_on": 0, "reason": "new gate", "zones": list(zones), **changes}
    return client.post(f"/cameras/{camera.pk}/zones", sent, content_type="application/json")


def texts(answer: Any) -> list[tuple[int | None, str]]:
    assert answer.status_code == 422
    return [(error["zone"], error["text"]) for error in answer.json()["errors"]]


def test_zones_are_saved_as_a_version_with_author_and_reason(
    client: Client, administrator: Agent, camera: Camera, zone: Zone
) -> None:
    answer = save(client, camera, zone_of(parameters={"open_after_s": 2}))
    assert (answer.status_code, answer.json()) == (200, {"version": 1})
    (stored,) = camera.zones.all()
    assert (stored.name, stored.polygon, stored.parameters) == ("gate", SQUARE, {"open_after_s": 2})
    version = camera.versions.get(number=1)
    assert (version.author, version.reason) == (administrator, "new gate")


def test_second_administrator_is_told_who_was_first(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    save(client, camera, zone_of())
    answer = save(client, camera, zone_of(name="mine"))
    assert answer.status_code == 409
    assert (answer.json()["version"], answer.json()["author"]) == (1, "operator")
    assert [zone.name for zone in camera.zones.all()] == ["gate"]


def test_each_fault_is_told_at_its_zone(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    wrong = [
        zone_of(),
        zone_of(name="crossed", polygon=CROSSING),
        zone_of(name="gate"),
        zone_of(name="odd", parameters={"loiter_s": 3}),
        zone_of(name="square", kind="density", parameters={"limit_per_m2": 4}),
    ]
    found = texts(save(client, camera, *wrong))
    assert [place for place, _ in found] == [1, 2, 3, 4]
    assert "crosses itself" in found[0][1]
    assert "loiter_s" in found[2][1]
    assert not camera.zones.exists()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_change_without_a_reason_is_refused(
    client: Client, administrator: Agent, camera: Camera, reason: str
) -> None:
    assert [place for place, _ in texts(save(client, camera, zone_of(), reason=reason))] == [None]


@pytest.mark.parametrize(
    "sent", [b"", b"[]", b"{}", b'{"zones": 3}', b'{"based_on": "x", "reason": "", "zones": []}']
)
def test_what_no_editor_sends_is_refused(
    client: Client, administrator: Agent, camera: Camera, sent: bytes
) -> None:
    path = f"/cameras/{camera.pk}/zones"
    assert client.post(path, sent, content_type="application/json").status_code == 400


def test_every_parameter_of_every_kind_is_told() -> None:
    known = {field.name for rule in RULES.values() for field in fields(rule.settings)}
    assert known == told_parameters().keys()


def test_who_may_only_look_saves_nothing(client: Client, operator: Agent, camera: Camera) -> None:
    client.force_login(operator)
    assert save(client, camera, zone_of()).status_code == 403
    assert not camera.zones.exists()


def test_versions_are_listed_with_what_they_changed_and_restored(
    client: Client, administrator: Agent, camera: Camera, zone: Zone
) -> None:
    save(client, camera, zone_of(name="lawn", parameters={"open_after_s": 9}))
    path = f"/cameras/{camera.pk}/versions"
    page = client.get(path, headers={"accept-language": "en"}).text
    assert "new gate" in page
    assert "9 s" in page
    client.post(f"{path}/0/restore", {"based_on": 1, "reason": ""})
    assert camera.versions.count() == 2
    client.post(f"{path}/0/restore", {"based_on": 0, "reason": "back"})
    assert camera.versions.count() == 2
    client.post(f"{path}/0/restore", {"based_on": 1, "reason": "back"})
    assert camera.versions.count() == 3
    zone.refresh_from_db()
    assert zone.parameters == {}


def test_cameras_are_listed_with_their_zones(
    client: Client, administrator: Agent, camera: Camera, zone: Zone
) -> None:
    page = client.get("/cameras/", headers={"accept-language": "en"}).text
    assert "North gate" in page
    assert "1 zone ·" in page
    assert json.dumps(f"/cameras/{camera.pk}/zones") in page
