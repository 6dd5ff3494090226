"""Every change to what a camera looks for is kept, with its author and its reason."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError

from command_center.people.models import Agent
from command_center.venues.camera_setup import put_zones
from command_center.venues.differences import Difference, differences
from command_center.venues.models import Camera, CameraVersion, Zone
from command_center.venues.versions import Outdated, changing, latest_number, restore

TRIANGLE = [[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]]


def given(name: str = "lawn", **changes: Any) -> dict[str, Any]:
    zone = {"name": name, "kind": "intrusion", "polygon": TRIANGLE, "parameters": {}}
    return {**zone, **changes}


def change(camera: Camera, author: Agent, *zones: dict[str, Any], based_on: int = 0) -> None:
    with changing(camera.pk, based_on, author, "wider lawn") as locked:
        put_zones(locked, list(zones))


def test_first_change_keeps_how_it_was_and_how_it_is(
    camera: Camera, zone: Zone, operator: Agent
) -> None:
    change(camera, operator, given())
    new, old = camera.versions.all()
    assert (old.number, old.author, old.setup["zones"][0]["polygon"]) == (0, None, zone.polygon)
    assert (new.number, new.author, new.reason) == (1, operator, "wider lawn")
    assert new.setup["zones"] == [given()]


def test_change_of_nothing_is_no_version(camera: Camera, operator: Agent) -> None:
    change(camera, operator)
    assert latest_number(camera) == 0


def test_who_has_not_seen_the_latest_overwrites_nothing(camera: Camera, operator: Agent) -> None:
    change(camera, operator, given())
    with pytest.raises(Outdated) as refused:
        change(camera, operator, given("other"))
    assert refused.value.latest.number == 1
    assert [zone.name for zone in camera.zones.all()] == ["lawn"]


def test_refused_zone_undoes_the_whole_change(camera: Camera, zone: Zone, operator: Agent) -> None:
    with pytest.raises(ValidationError, match="points are fractions"):
        change(camera, operator, given("gate"), given(polygon=[[0, 0], [2, 0], [1, 1]]))
    assert [(one.name, one.polygon) for one in camera.zones.all()] == [("lawn", zone.polygon)]
    assert not CameraVersion.objects.exists()


def test_version_is_restored_as_a_new_one(camera: Camera, zone: Zone, operator: Agent) -> None:
    change(camera, operator, given("gate"), given("lawn", parameters={"open_after_s": 5}))
    first = camera.versions.get(number=0)
    restore(first, 1, operator, "the gate was a mistake")
    assert latest_number(camera) == 2
    assert camera.versions.get(number=2).setup == first.setup
    assert [one.polygon for one in camera.zones.all()] == [zone.polygon]


def test_address_is_kept_without_its_credentials(camera: Camera, operator: Agent) -> None:
    Camera.objects.update(url="rtsp://admin:geheim@192.0.2.1/gate")
    change(camera, operator, given())
    assert "geheim" not in str(list(camera.versions.values_list("setup")))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE venues_cameraversion SET reason = 'another'",
        "DELETE FROM venues_cameraversion",
    ],
)
def test_database_keeps_versions_as_they_are(
    camera: Camera, operator: Agent, statement: str
) -> None:
    change(camera, operator, given())
    refused = pytest.raises(ProgrammingError, match="Cannot update or delete")
    with refused, connection.cursor() as cursor:
        cursor.execute(statement)


def test_database_takes_no_change_without_an_author_and_a_reason(camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="a_change_has_an_author_and_a_reason"):
        CameraVersion.objects.create(
            camera=camera, number=1, author=None, at="2026-01-01T00:00Z", reason="", setup={}
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(camera: Camera, operator: Agent) -> None:
    def save(name: str) -> bool:
        try:
            change(camera, operator, given(name))
        except Outdated:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(save, ["one", "two"])) == [False, True]
    assert camera.zones.count() == 1


def test_differences_are_told_field_by_field() -> None:
    before = {"queue": "cpu", "zones": [given(), given("gone")]}
    after = {"queue": "gpu", "zones": [given(parameters={"open_after_s": 2})]}
    assert list(differences(before, after)) == [
        Difference("", "queue", "cpu", "gpu"),
        Difference("gone", "kind", "intrusion", None),
        Difference("gone", "polygon", TRIANGLE, None),
        Difference("lawn", "open_after_s", None, 2),
    ]
