"""Row 1: eight kinds of event only (Décret 2023-828, art. 3)."""

import pytest
from django.db import IntegrityError

from command_center.law.models import Order
from command_center.venues.models import Camera, Zone
from detection.kinds import EventKind
from tests.law.by_api import integrator, new_order, refused
from tests.law.ordering import unsaved
from tests.law.ways import Way, change_by_sql, every_way

UNLISTED = "loitering"


@every_way
def test_order_of_an_unlisted_kind_is_refused(way: Way, camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="order_kinds_are_of_the_eight"):
        way(unsaved(camera.venue, kinds=["intrusion", UNLISTED]))


@every_way
def test_order_may_permit_all_eight(way: Way, camera: Camera) -> None:
    assert len(EventKind) == 8
    way(unsaved(camera.venue, kinds=[kind.value for kind in EventKind]))
    assert Order.objects.get().kinds == [kind.value for kind in EventKind]


@every_way
def test_zone_of_an_unlisted_kind_is_refused(way: Way, camera: Camera) -> None:
    zone = Zone(camera=camera, name="path", kind=UNLISTED, polygon=[[0, 0], [1, 0], [1, 1]])
    with pytest.raises(IntegrityError, match="zone_kind_is_one_of_the_eight"):
        way(zone)


def test_zone_cannot_become_of_an_unlisted_kind(zone: Zone) -> None:
    with pytest.raises(IntegrityError, match="zone_kind_is_one_of_the_eight"):
        change_by_sql(zone, kind=UNLISTED)


def test_api_takes_no_unlisted_kind(camera: Camera) -> None:
    api = integrator()
    wrong = refused(api.post("/orders", new_order(camera, kinds=["intrusion", UNLISTED])))
    assert list(wrong) == ["kinds.1"]
    assert refused(api.get("/alerts", kind=UNLISTED)).keys() == {"kind"}
    assert not Order.objects.exists()
    all_eight = [kind.value for kind in EventKind]
    assert api.post("/orders", new_order(camera, kinds=all_eight)).status_code == 201
    assert Order.objects.get().kinds == all_eight
