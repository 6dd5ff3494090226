from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from command_center.law.hindrances import hindrances
from command_center.law.models import Certificate, Order
from command_center.law.overlaps import overlaps
from command_center.law.running import software
from command_center.register.models import RegisteredModel
from command_center.venues.models import Camera, Zone
from tests.law.ordering import ordered, unsaved


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def told(order: Order, camera: Camera) -> list[tuple[str, str]]:
    return [(one.severity, one.text) for one in hindrances(order, [camera])]


def certificate(**given: object) -> Certificate:
    usual = {"reference": "C", "authority": "A", "issued_on": "2026-05-01", "version": "1"}
    return Certificate.objects.create(**usual | {"software": software()} | given)


def registered(sha256: str) -> RegisteredModel:
    return RegisteredModel.objects.create(
        file="yolo11n.pt",
        name="yolo11n",
        purpose="general",
        sha256=sha256,
        size_bytes=1,
        classes=["person"],
        entered_at=timezone.now(),
    )


def test_order_that_lacks_nothing_is_only_told_that_any_version_may_run(
    camera: Camera, zone: Zone
) -> None:
    order = unsaved(camera.venue, kinds=["intrusion", "crowd_movement"])
    ((severity, text),) = told(order, camera)
    assert (severity, "any version may run" in text) == ("low", True)
    order.certificate = certificate()
    assert told(order, camera) == []


def test_certificate_without_the_model_of_a_camera_is_told(camera: Camera, zone: Zone) -> None:
    registered("1" * 64)
    order = unsaved(camera.venue, kinds=["intrusion"], certificate=certificate())
    ((severity, text),) = told(order, camera)
    assert (severity, "does not name yolo11n.pt" in text) == ("high", True)
    order.certificate = certificate(reference="D", models=["1" * 64])
    assert told(order, camera) == []
    Camera.objects.update(model="another")
    order.certificate = certificate(reference="E")
    assert told(order, Camera.objects.get()) == []


def test_limit_in_metres_needs_a_calibrated_ground(camera: Camera) -> None:
    Zone.objects.create(
        camera=camera,
        name="stand",
        kind="density",
        polygon=[[0, 0], [1, 0], [1, 1]],
        parameters={"limit_per_m2": 4},
    )
    order = unsaved(camera.venue, kinds=["density"], certificate=certificate())
    ((severity, text),) = told(order, camera)
    assert (severity, "stand (North gate)" in text) == ("medium", True)


def test_zone_that_cannot_be_read_does_not_break_the_page(camera: Camera) -> None:
    Zone.objects.create(camera=camera, name="x", kind="density", polygon=[[0, 0]], parameters={})
    assert told(unsaved(camera.venue, kinds=["density"], certificate=certificate()), camera) == []


def test_worst_is_told_first(camera: Camera) -> None:
    camera.is_enabled = False
    order = unsaved(camera.venue, kinds=["weapon", "wrong_way"])
    severities = [severity for severity, _ in told(order, camera)]
    assert severities == ["high", "medium", "medium", "low"]


def test_alerts_of_overlapping_orders_name_the_one_that_begins_last(camera: Camera) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    first = ordered([camera], reference="1", starts_at=now - hour)
    later = ordered([camera], reference="2", starts_at=now + hour / 2, ends_at=now + 2 * hour)
    ordered([camera], reference="3", starts_at=now + 3 * hour, ends_at=now + 4 * hour)
    gone = ordered([camera], reference="4")
    gone.delete()
    new = unsaved(camera.venue, reference="5", starts_at=now, kinds=["density", "fire"])
    found = {one.other: one for one in overlaps(new, [camera])}
    assert found.keys() == {first, later}
    assert (found[first].told_by, found[later].told_by) == ("5", "2")
    assert (found[first].added, found[first].both) == (
        "fire starting",
        "too high a density of people",
    )
    assert found[first].cameras == "North gate"
