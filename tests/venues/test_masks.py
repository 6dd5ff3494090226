"""Masks are a part of a camera's versions, and one person alone uncovers nothing."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from command_center.people.models import Agent
from command_center.streams.watched import settings_prints
from command_center.venues.camera_setup import put_masks, put_zones, setup_of
from command_center.venues.models import Camera, CameraVersion, PendingChange, Zone
from command_center.venues.second_person import (
    AlreadyDecided,
    AnotherWaits,
    approve,
    refuse,
    wait_for_second,
)
from command_center.venues.versions import Outdated, SecondPersonNeeded, changing, restore
from command_center.venues.weakening import Weakening, weakenings
from tests.people.trained import trained

SQUARE = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5], [0.1, 0.5]]
SMALLER = [[0.1, 0.1], [0.3, 0.1], [0.3, 0.5], [0.1, 0.5]]
DELETE = "DELETE FROM venues_pendingchange"


@pytest.fixture
def second(db: None) -> Agent:
    return trained(Agent.objects.create_user("second", password="correct horse battery"))


def mask(polygon: Any = SQUARE) -> dict[str, Any]:
    return {"name": "door", "polygon": polygon}


def put(camera: Camera, author: Agent, *masks: dict[str, Any]) -> None:
    with changing(camera.pk, None, author, "a door") as locked:
        put_masks(locked, list(masks))


def pending(camera: Camera, author: Agent, *masks: dict[str, Any]) -> PendingChange:
    with pytest.raises(SecondPersonNeeded) as needed:
        put(camera, author, *masks)
    return wait_for_second(needed.value)


def limited(limit: float | None, **parameters: Any) -> dict[str, Any]:
    given = parameters if limit is None else {"limit_people": limit, **parameters}
    return {"name": "stand", "kind": "density", "polygon": SQUARE, "parameters": given}


def test_mask_makes_a_version_and_the_watch_begins_anew(camera: Camera, operator: Agent) -> None:
    before = settings_prints([camera.pk])
    put(camera, operator, mask())
    assert camera.versions.get(number=1).setup["masks"] == [mask()]
    assert settings_prints([camera.pk]) != before


def test_usual_view_is_learnt_anew_when_a_mask_changes(camera: Camera, operator: Agent) -> None:
    put(camera, operator, mask())
    camera.refresh_from_db()
    assert (accepted_at := camera.view_accepted_at) is not None
    put(camera, operator, mask())
    camera.refresh_from_db()
    assert camera.view_accepted_at == accepted_at


@pytest.mark.parametrize("left", [[], [mask(SMALLER)]])
def test_uncovering_needs_a_second_person(
    camera: Camera, operator: Agent, second: Agent, left: list[dict[str, Any]]
) -> None:
    put(camera, operator, mask())
    change = pending(camera, operator, *left)
    assert setup_of(camera)["masks"] == [mask()]  # nothing is in force
    approve(change, second)
    assert setup_of(camera)["masks"] == left
    version = camera.versions.first()
    assert version is not None
    assert (version.author, version.approved_by, version.reason) == (operator, second, "a door")


def test_nobody_approves_of_their_own_change(camera: Camera, operator: Agent) -> None:
    put(camera, operator, mask())
    change = pending(camera, operator)
    refused = pytest.raises(IntegrityError, match="nobody_accepts_their_own_change")
    with refused, transaction.atomic():
        approve(change, operator)
    assert setup_of(camera)["masks"] == [mask()]


def test_database_refuses_a_version_that_its_author_approved(
    camera: Camera, operator: Agent
) -> None:
    put(camera, operator, mask())
    alone = CameraVersion(
        camera=camera,
        number=9,
        author=operator,
        approved_by=operator,
        at=camera.versions.all()[0].at,
        reason="alone",
        setup={},
    )
    refused = pytest.raises(IntegrityError, match="nobody_approves_of_their_own_change")
    with refused, transaction.atomic():
        alone.save()


def test_change_that_waited_too_long_overwrites_nothing(
    camera: Camera, operator: Agent, second: Agent
) -> None:
    put(camera, operator, mask())
    change = pending(camera, operator)
    put(camera, operator, mask(), {"name": "window", "polygon": SMALLER})
    with pytest.raises(Outdated):
        approve(change, second)
    change.refresh_from_db()
    assert change.decided_at is None  # still there, to be refused
    assert len(setup_of(camera)["masks"]) == 2


def test_second_change_does_not_push_away_the_first(camera: Camera, operator: Agent) -> None:
    put(camera, operator, mask())
    first = pending(camera, operator)
    with pytest.raises(AnotherWaits) as refused:
        pending(camera, operator, mask(SMALLER))
    assert refused.value.pending == first


def test_decision_is_made_once_and_kept(camera: Camera, operator: Agent, second: Agent) -> None:
    put(camera, operator, mask())
    change = pending(camera, operator)
    refuse(change, operator)
    with pytest.raises(AlreadyDecided):
        approve(change, second)
    for statement in ("UPDATE venues_pendingchange SET is_accepted = true", DELETE):
        refused = pytest.raises(ProgrammingError, match="Cannot (update|delete)")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_going_back_to_before_the_mask_needs_a_second_person(
    camera: Camera, operator: Agent
) -> None:
    put(camera, operator, mask())
    with pytest.raises(SecondPersonNeeded):
        restore(camera.versions.get(number=0), 1, operator, "as it was")
    assert setup_of(camera)["masks"] == [mask()]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (limited(20), limited(30), [Weakening("stand", "limit_people")]),
        (limited(20), limited(10), []),
        (limited(20), limited(None), [Weakening("stand", "limit_people")]),  # 30 by default
        (limited(None), limited(30), []),
        (limited(20, limit_per_m2=2), limited(90, limit_per_m2=2), []),
        (
            limited(20, limit_per_m2=2),
            limited(20, limit_per_m2=3),
            [Weakening("stand", "limit_per_m2")],
        ),
        (limited(20, limit_per_m2=2), limited(20), [Weakening("stand", "limit_per_m2")]),
        (limited(20), {**limited(20), "kind": "intrusion"}, [Weakening("stand")]),
    ],
)
def test_raised_limit_weakens(
    before: dict[str, Any], after: dict[str, Any], found: list[Weakening]
) -> None:
    assert weakenings({"zones": [before]}, {"zones": [after]}) == found


def test_raised_limit_waits_too(camera: Camera, zone: Zone, operator: Agent) -> None:
    with changing(camera.pk, None, operator, "stand") as locked:
        put_zones(locked, [limited(20)])
    raising = changing(camera.pk, None, operator, "more people")
    with pytest.raises(SecondPersonNeeded), raising as locked:
        put_zones(locked, [limited(40)])
