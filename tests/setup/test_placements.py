"""Cameras stand on a plan by a version of their own; who was first is told, and not overwritten."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.venues.camera_setup import put_placement
from command_center.venues.models import Camera, FloorPlan, Mask, Placement, Venue
from command_center.venues.versions import changing, restore
from tests.plans import plan_of

WINDOWS = [[0.1, 0.1], [0.4, 0.1], [0.4, 0.4]]
PLACE = {"x": 0.2, "y": 0.8, "direction_deg": 315.0, "view_deg": 90.0, "reach": 0.25}


@pytest.fixture
def plan(venue: Venue) -> FloorPlan:
    return plan_of(venue)


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    right = Permission.objects.get(codename="change_placement")
    operator.user_permissions.add(right)
    client.force_login(operator)
    return operator


def given(camera: Camera, based_on: int = 0, **changes: Any) -> dict[str, Any]:
    return {"camera": camera.pk, "based_on": based_on, "placement": {**PLACE, **changes}}


def save(client: Client, plan: FloorPlan, *cameras: object, reason: str = "survey") -> Any:
    sent = {"reason": reason, "cameras": list(cameras)}
    path = f"/plans/{plan.pk}/placements"
    headers = {"accept-language": "en"}
    return client.post(path, sent, content_type="application/json", headers=headers)


def outcomes(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["cameras"]
    return found


def test_camera_is_placed_moved_and_taken_off_by_versions(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    assert outcomes(save(client, plan, given(camera))) == [{"camera": camera.pk, "version": 1}]
    assert Placement.objects.values(*PLACE).get() == PLACE
    save(client, plan, given(camera, 1, direction_deg=-45.0))
    assert Placement.objects.get().direction_deg == 315
    assert camera.versions.count() == 2
    save(client, plan, given(camera, 1, x=0.5), reason="moved")
    assert camera.versions.get(number=2).setup["placement"]["x"] == 0.5
    save(client, plan, {"camera": camera.pk, "based_on": 2, "placement": None})
    assert not Placement.objects.exists()
    assert camera.versions.get(number=2).reason == "moved"


def test_camera_comes_from_another_plan(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    upper = plan_of(camera.venue, name="Upper tier")
    save(client, plan, given(camera))
    assert "Ground floor" in client.get(f"/plans/{upper.pk}").text
    save(client, upper, given(camera, 1))
    assert Placement.objects.get().plan == upper


def test_version_with_a_place_is_gone_back_to(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    save(client, plan, given(camera))
    save(client, plan, {"camera": camera.pk, "based_on": 1, "placement": None})
    restore(camera.versions.get(number=1), 2, administrator, "it stands there after all")
    assert Placement.objects.values(*PLACE).get() == PLACE


def test_second_administrator_is_told_and_others_are_saved(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="West stand", url="/a.mp4")
    save(client, plan, given(camera))
    first, second = outcomes(save(client, plan, given(camera, x=0.9), given(other)))
    assert (first["conflict"]["author"], first["conflict"]["version"]) == ("operator", 1)
    assert first["conflict"]["placement"] == PLACE
    assert second == {"camera": other.pk, "version": 1}
    assert Placement.objects.get(camera=camera).x == PLACE["x"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"x": 1.2}, "on the plan"),
        ({"y": -0.1}, "on the plan"),
        ({"view_deg": 0}, "field of view"),
        ({"view_deg": 361}, "field of view"),
        ({"reach": 0}, "reach"),
        ({"reach": 3}, "reach"),
    ],
)
def test_place_that_is_none_is_refused_in_words(
    client: Client,
    administrator: Agent,
    camera: Camera,
    plan: FloorPlan,
    changes: dict[str, Any],
    why: str,
) -> None:
    (outcome,) = outcomes(save(client, plan, given(camera, **changes)))
    assert why in outcome["fault"]
    assert not Placement.objects.exists()
    assert not camera.versions.exists()


def test_change_that_comes_with_a_lost_mask_waits_for_another(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    mask = Mask.objects.create(camera=camera, name="windows", polygon=WINDOWS)
    save(client, plan, given(camera))
    mask.delete()  # not through a version
    (outcome,) = outcomes(save(client, plan, given(camera, 1, x=0.9)))
    assert outcome["waits_at"] == f"/cameras/{camera.pk}/versions"
    assert Placement.objects.get().x == PLACE["x"]
    (outcome,) = outcomes(save(client, plan, given(camera, 1, x=0.7)))
    assert "waits for approval" in outcome["fault"]


def test_camera_of_another_venue_is_refused(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    station = plan_of(Venue.objects.create(name="Station"))
    (outcome,) = outcomes(save(client, station, given(camera)))
    assert "not of Station" in outcome["fault"]
    (nobody,) = outcomes(save(client, station, {**given(camera), "camera": 4_000}))
    assert "not of Station" in nobody["fault"]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_change_without_a_reason_is_refused(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan, reason: str
) -> None:
    assert save(client, plan, given(camera), reason=reason).status_code == 422
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b"{}",
        b'{"reason": "x", "cameras": [{"camera": 1}]}',
        b'{"reason": "x", "cameras": [{"camera": Infinity, "based_on": 0, "placement": null}]}',
    ],
)
def test_what_no_editor_sends_is_refused(
    client: Client, administrator: Agent, plan: FloorPlan, sent: bytes
) -> None:
    path = f"/plans/{plan.pk}/placements"
    assert client.post(path, sent, content_type="application/json").status_code == 400


def test_numbers_that_are_none_are_refused(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    for value in (float("nan"), float("inf"), "left"):
        assert save(client, plan, given(camera, x=value)).status_code == 400


def test_editor_is_given_every_camera_of_the_venue(
    client: Client, administrator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    Camera.objects.create(venue=Venue.objects.create(name="Station"), name="Platform", url="/b.mp4")
    with changing(camera.pk, None, administrator, "placed") as locked:
        put_placement(locked, {"plan": plan.pk, **PLACE})
    editor = client.get(f"/plans/{plan.pk}").context["editor"]
    assert editor["cameras"] == [
        {
            "id": camera.pk,
            "name": "North gate",
            "version": 1,
            "placement": PLACE,
            "elsewhere": "",
        }
    ]


def test_who_may_only_look_places_nothing(
    client: Client, operator: Agent, camera: Camera, plan: FloorPlan
) -> None:
    client.force_login(operator)
    assert client.get(f"/plans/{plan.pk}").status_code == 403
    assert save(client, plan, given(camera)).status_code == 403
    assert not Placement.objects.exists()
