"""The ground as the editor gives it: tried, saved as a version, refused with a reason."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.people.models import Agent
from command_center.venues.models import Camera, Zone
from detection.zones import Point
from tests.pinhole import Pinhole

CORNERS: list[Point] = [(0.0, 0.0), (8.0, 0.0), (0.0, 12.0), (8.0, 12.0)]
"""In the order of the rectangle's places."""

NAMES = ["corner--", "corner+-", "corner-+", "corner++"]


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = ["change_zone", "view_cameraversion"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    return operator


def seen(place: Point) -> Point:
    """The rectangle begins 8 m before the camera, 4 m to its left."""
    return Pinhole().image((place[0] - 4, place[1] + 8))


def by_coordinates(places: list[Point] = CORNERS, **changes: Any) -> dict[str, Any]:
    points = [{"image": seen(place), "metres": place, "place": None} for place in places]
    return {
        "way": "coordinates",
        "points": points,
        "distances": [],
        "template": "rectangle",
        "dimensions": {},
        **changes,
    }


def by_rectangle(**changes: Any) -> dict[str, Any]:
    points = [
        {"image": seen(place), "metres": None, "place": name}
        for place, name in zip(CORNERS, NAMES, strict=True)
    ]
    dimensions = {"width": 8, "depth": 12}
    return by_coordinates(way="template", points=points, dimensions=dimensions) | changes


def try_out(client: Client, camera: Camera, given: dict[str, Any]) -> Any:
    path = f"/cameras/{camera.pk}/ground/try"
    headers = {"accept-language": "en"}
    return client.post(path, given, content_type="application/json", headers=headers)


def save(client: Client, camera: Camera, given: dict[str, Any], **changes: Any) -> Any:
    sent = {"based_on": 0, "reason": "taped on site", **given, **changes}
    path = f"/cameras/{camera.pk}/ground"
    headers = {"accept-language": "en"}
    return client.post(path, sent, content_type="application/json", headers=headers)


def text(answer: Any) -> str:
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    return str(error["text"])


def test_ground_is_saved_as_a_version_with_author_and_reason(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    answer = save(client, camera, by_coordinates())
    assert (answer.status_code, answer.json()) == (200, {"version": 1})
    version = camera.versions.get(number=1)
    assert (version.author, version.reason) == (administrator, "taped on site")
    assert version.setup["ground"][3]["metres"] == [8.0, 12.0]
    camera.refresh_from_db()
    ground = camera.calibrated_ground()
    assert ground is not None
    assert ground.distance_m(seen((0, 0)), seen((8, 0))) == pytest.approx(8)


def test_every_way_of_giving_it_leads_to_the_same_ground(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    sides = [[0, 1, 8], [0, 2, 12], [1, 3, 12], [2, 3, 8], [0, 3, 208**0.5]]
    ways = [by_coordinates(), by_rectangle(), by_coordinates(way="distances", distances=sides)]
    ends = [seen((1, 2)), seen((4, 6))]
    for given in ways:
        told = try_out(client, camera, {**given, "measured": ends}).json()
        assert told["refusal"] is None
        assert told["ground"]["measured"]["length"] == "5.00 m"


def test_trial_shows_the_grid_and_what_a_pixel_means(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    ground = try_out(client, camera, by_rectangle(pixels=[1920, 1080])).json()["ground"]
    assert (ground["fine_m"], ground["labelled_m"], ground["is_exact"]) == (1.0, 5.0, True)
    assert "5 m" in {line["label"] for line in ground["lines"]}
    assert ground["near"]["pixel"].endswith(" cm")
    assert ground["far"]["spread"].endswith((" cm", " m"))
    assert len(ground["axes"]) == 2
    assert ground["marks"]


def test_fifth_point_shows_the_error(client: Client, administrator: Agent, camera: Camera) -> None:
    given = by_coordinates([*CORNERS, (4.0, 6.0)])
    given["points"][4]["metres"] = (4.0, 6.5)
    told = try_out(client, camera, given).json()
    assert told["refusal"] is None
    assert not told["ground"]["is_exact"]
    assert told["ground"]["left_out"][4] == "50 cm"
    assert told["ground"]["error"].endswith(" cm")


def test_trial_costs_so_little_that_a_hand_can_drag(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    given = by_coordinates([*CORNERS, (4.0, 6.0), (2.0, 3.0), (6.0, 9.0), (4.0, 12.0)])
    try_out(client, camera, given)
    started_s = time.process_time()  # what others do meanwhile is not ours
    for _ in range(10):
        assert try_out(client, camera, given).status_code == 200
    assert (time.process_time() - started_s) / 10 < 0.05


def changed(number: int, **changes: Any) -> dict[str, Any]:
    given = by_coordinates([*CORNERS, (4.0, 6.0)])
    given["points"][number] |= changes
    return given


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (by_coordinates(CORNERS[:3]), "at least four points"),
        (by_coordinates([*CORNERS[:2], (4.0, 0.0), (0.0, 12.0)]), "Points 1, 2 and 3 lie"),
        (by_coordinates([*CORNERS, (8.0, 12.0)]), "Points 4 and 5 are in the same place"),
        (changed(4, metres=[8, 12]), "Points 4 and 5 are the same place on the ground"),
        (changed(4, metres=[7, 12]), "miss their places"),
        (changed(4, metres=None), "Point 5 has no place"),
        (
            by_rectangle(
                points=[
                    {"image": seen(place), "metres": None, "place": name}
                    for place, name in zip(CORNERS, [NAMES[n] for n in (1, 0, 2, 3)], strict=True)
                ]
            ),
            "beyond the horizon",
        ),
        (
            by_rectangle(
                points=[
                    {"image": seen(place), "metres": None, "place": name}
                    for place, name in zip(CORNERS, [NAMES[n] for n in (1, 0, 3, 2)], strict=True)
                ]
            ),
            "as in a mirror",
        ),
        (by_coordinates(way="distances", distances=[[0, 1, 8]]), "measure 1–3"),
        (by_coordinates(way="distances", distances=[[0, 1, 0]]), "must be above zero"),
        (
            by_coordinates(
                way="distances",
                distances=[[0, 1, 8], [0, 2, 12], [1, 3, 12], [2, 3, 8], [0, 3, 18], [1, 2, 18]],
            ),
            "contradict each other",
        ),
    ],
)
def test_ground_that_cannot_be_is_refused_with_what_to_change(
    client: Client, administrator: Agent, camera: Camera, given: dict[str, Any], words: str
) -> None:
    assert words in text(save(client, camera, given))
    camera.refresh_from_db()
    assert camera.ground is None


def test_ground_stays_while_zones_need_it(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    save(client, camera, by_rectangle())
    polygon = [[0.2, 0.6], [0.8, 0.6], [0.8, 0.9]]
    camera.refresh_from_db()
    crowd = Zone.objects.create(
        camera=camera,
        name="square",
        kind="density",
        polygon=polygon,
        parameters={"limit_per_m2": 3},
    )
    refusal = text(save(client, camera, by_rectangle(points=[]), based_on=1))
    assert "“square” has a limit per m²" in refusal
    crowd.delete()
    assert save(client, camera, by_rectangle(points=[]), based_on=1).status_code == 200
    camera.refresh_from_db()
    assert camera.ground is None


def test_second_administrator_is_told_who_was_first(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    save(client, camera, by_rectangle())
    answer = save(client, camera, by_coordinates())
    assert (answer.status_code, answer.json()["author"]) == (409, "operator")
    assert camera.versions.count() == 2


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_change_without_a_reason_is_refused(
    client: Client, administrator: Agent, camera: Camera, reason: str
) -> None:
    assert "why" in text(save(client, camera, by_rectangle(), reason=reason))


@pytest.mark.parametrize(
    "changes",
    [
        {"way": "guess"},
        {"points": [3]},
        {"points": [{"image": [0.1]}]},
        {"points": [{"image": [0.1, 1e9], "metres": None}]},
        {"distances": [[0, 9, 3]]},
        {"template": "moon"},
        {"dimensions": {"width": 0}},
        {"pixels": [0, 0]},
        {"measured": [[0, 0]]},
    ],
)
def test_what_no_editor_sends_is_refused(
    client: Client, administrator: Agent, camera: Camera, changes: dict[str, Any]
) -> None:
    given = {**by_rectangle(), **changes}
    assert try_out(client, camera, given).status_code == 400
    assert save(client, camera, given).status_code == 400


def test_page_gives_the_stored_points_to_the_editor(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    save(client, camera, by_rectangle())
    page = client.get(f"/cameras/{camera.pk}/ground", headers={"accept-language": "en"})
    assert page.context["editor"]["version"] == 1
    assert len(page.context["editor"]["points"]) == 4
    assert "Zones and masks" in page.text


def test_who_may_only_look_saves_and_tries_nothing(
    client: Client, operator: Agent, camera: Camera
) -> None:
    client.force_login(operator)
    assert save(client, camera, by_rectangle()).status_code == 403
    assert try_out(client, camera, by_rectangle()).status_code == 403
