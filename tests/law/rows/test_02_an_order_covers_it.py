"""Row 2: a prefect's order covers each alert by camera, kind and instant (Décret, art. 13)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.api.api import document
from command_center.law.gate import covering_order, permitted_kinds
from command_center.law.models import Order, OrderedCamera
from command_center.leases.lease import take
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.by_api import integrator, new_order, refused
from tests.law.ordering import ordered, unsaved
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, delete_by_sql, every_change, every_way

REFUSED = "no order in force covers"


@every_way
def test_alert_that_its_order_covers_is_taken(way: Way, order: Order, alert_of: AlertOf) -> None:
    way(alert_of(order))
    assert Alert.objects.count() == 1


@every_way
def test_alert_of_a_camera_that_is_not_listed_is_refused(
    way: Way, order: Order, camera: Camera, alert_of: AlertOf
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")
    lease = take(other.pk, "worker@here", 0.1)
    assert lease is not None
    with pytest.raises(IntegrityError, match=REFUSED):
        way(alert_of(order, camera=other, fence=lease.fence))
    assert permitted_kinds(camera.pk, timezone.now())
    assert not permitted_kinds(other.pk, timezone.now())
    assert covering_order(other.pk, EventKind.INTRUSION, timezone.now()) is None


@every_way
def test_alert_of_a_kind_that_is_not_ordered_is_refused(
    way: Way, order: Order, camera: Camera, alert_of: AlertOf
) -> None:
    with pytest.raises(IntegrityError, match=f"{REFUSED} fire"):
        way(alert_of(order, kind="fire"))
    assert EventKind.FIRE not in permitted_kinds(camera.pk, timezone.now())
    assert covering_order(camera.pk, EventKind.FIRE, timezone.now()) is None


@every_way
def test_alert_outside_the_window_is_refused(
    way: Way, order: Order, camera: Camera, alert_of: AlertOf
) -> None:
    moment = timedelta(microseconds=1)
    for outside in (order.starts_at - moment, order.ends_at):
        with pytest.raises(IntegrityError, match=REFUSED):
            way(alert_of(order, at=outside))
        assert not permitted_kinds(camera.pk, outside)
        assert covering_order(camera.pk, EventKind.INTRUSION, outside) is None
    for inside in (order.starts_at, order.ends_at - moment):
        way(alert_of(order, at=inside))
        assert permitted_kinds(camera.pk, inside)


@every_change
@pytest.mark.parametrize(
    "values",
    [{"kind": "fire"}, {"started_at": timezone.now() - timedelta(days=9)}, {"zone_name": "street"}],
)
def test_stored_alert_cannot_become_another(
    change: Callable[..., None], values: dict[str, Any], order: Order, alert_of: AlertOf
) -> None:
    alert = alert_of(order)
    alert.save()
    with pytest.raises(IntegrityError, match="is kept as it was found"):
        change(alert, **values)


@every_change
@pytest.mark.parametrize("what", ["ends_at", "kinds", "perimeter"])
def test_order_cannot_be_widened_once_it_is_entered(
    change: Callable[..., None], what: str, order: Order
) -> None:
    wider = {
        "ends_at": order.ends_at + timedelta(hours=1),
        "kinds": [*order.kinds, "fire"],
        "perimeter": "The whole city",
    }
    with pytest.raises(IntegrityError, match="cannot be changed"):
        change(order, **{what: wider[what]})


@every_way
@pytest.mark.django_db(transaction=True)
def test_camera_cannot_be_listed_later(way: Way, order: Order, camera: Camera) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")
    with pytest.raises(IntegrityError, match="listed when order"):
        way(OrderedCamera(order=order, camera=other))


def test_camera_cannot_be_struck_from_the_list(order: Order) -> None:
    with pytest.raises(DatabaseError, match="never change"):
        delete_by_sql(OrderedCamera.objects.get())


@every_way
@pytest.mark.parametrize("missing", ["service", "event", "reasons", "perimeter"])
def test_order_that_says_too_little_is_refused(way: Way, missing: str, camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="order_(names|says)"):
        way(unsaved(camera.venue, **{missing: ""}))


@every_way
def test_order_for_a_service_that_is_none_of_the_five_is_refused(way: Way, camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="one_of_the_five_services"):
        way(unsaved(camera.venue, service="a private company"))


def test_deleting_an_order_keeps_it_and_ends_it(order: Order, camera: Camera) -> None:
    delete_by_sql(order)
    assert Order.objects.get().state() == "withdrawn"
    assert not permitted_kinds(camera.pk, timezone.now())


def test_every_alert_joins_an_order(camera: Camera, order: Order, alert_of: AlertOf) -> None:
    """What an auditor asks: no orphan, by camera, kind and instant."""
    ordered([camera], reference="2026-11-0043", kinds=["fire"])
    alert_of(order).save()
    orphans = Alert.objects.exclude(
        order__starts_at__lte=timezone.now(),
        order__ends_at__gt=timezone.now(),
        order__kinds__contains=["intrusion"],
        order__ordered_cameras__camera=camera,
    )
    assert not orphans.exists()


@pytest.mark.parametrize("missing", ["service", "event", "reasons", "perimeter", "cameras"])
def test_api_takes_no_order_that_says_too_little(missing: str, camera: Camera) -> None:
    api, empty = integrator(), [] if missing == "cameras" else ""
    assert missing in refused(api.post("/orders", new_order(camera, **{missing: empty})))
    without = {name: value for name, value in new_order(camera).items() if name != missing}
    assert missing in refused(api.post("/orders", without))
    assert not Order.objects.exists()


def test_api_takes_only_cameras_of_the_venue_and_one_of_the_five_services(camera: Camera) -> None:
    api = integrator()
    there = Camera.objects.create(
        venue=type(camera.venue).objects.create(name="Other"), name="Gate", url="rtsp://192.0.2.3/"
    )
    assert "cameras" in refused(api.post("/orders", new_order(camera, cameras=[there.pk])))
    assert "service" in refused(api.post("/orders", new_order(camera, service="a company")))
    assert not Order.objects.exists()


def test_api_widens_no_order_and_stores_no_alert() -> None:
    """There is no operation that would."""
    methods = {(path, method) for path, told in document()["paths"].items() for method in told}
    assert {method for _, method in methods} == {"get", "post"}
    of_alerts = {path for path, method in methods if method == "post" and "alert" in path}
    assert of_alerts == {
        "/api/v1/alerts/{alert_id}/verdicts",
        "/api/v1/situations/{alert_id}/acknowledgement",
    }


def test_api_names_the_order_of_each_alert(order: Order, alert_of: AlertOf) -> None:
    alert_of(order).save()
    (told,) = integrator().get("/alerts").json()["items"]
    assert (told["order"], told["order_reference"]) == (order.pk, order.reference)
