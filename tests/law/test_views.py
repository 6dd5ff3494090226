from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.law.models import Notice, Order
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue


@pytest.fixture
def administrator(operator: Agent) -> Agent:
    operator.user_permissions.add(*Permission.objects.filter(content_type__app_label="law"))
    return operator


def entered(camera: Camera, **changes: object) -> dict[str, object]:
    now = timezone.localtime()
    return {
        "reference": "2026-11-0099",
        "authority": "Prefect of Rhône",
        "service": "police_nationale",
        "event": "Olympique – Racing",
        "reasons": "Forty thousand spectators",
        "perimeter": "The stadium",
        "venue": camera.venue.pk,
        "cameras": [camera.pk],
        "kinds": ["intrusion"],
        "starts_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        **changes,
    }


def test_order_that_is_entered_is_in_force(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    client.force_login(administrator)
    assert client.post("/orders/new", entered(camera)).status_code == 302
    order = Order.objects.get()
    assert (order.state(), order.entered_by) == ("unannounced", administrator)
    Notice.objects.create(order=order, published_at=order.starts_at)
    assert Order.objects.in_force(timezone.now()).get().cameras.get() == camera


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ends_at": "2020-01-01T00:00"}, "The end must come after the start."),
        ({"kinds": ["face"]}, "face"),
        ({"cameras": []}, "This field is required."),
    ],
)
def test_order_that_is_wrong_is_given_back_with_the_reason(
    client: Client,
    administrator: Agent,
    camera: Camera,
    changes: dict[str, object],
    message: str,
) -> None:
    client.force_login(administrator)
    page = client.post("/orders/new", entered(camera, **changes), headers={"accept-language": "en"})
    assert message in page.text
    assert "2026-11-0099" in page.text
    assert not Order.objects.exists()


def test_order_with_a_camera_of_another_venue_is_refused(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    elsewhere = Venue.objects.create(name="Station")
    client.force_login(administrator)
    page = client.post(
        "/orders/new", entered(camera, venue=elsewhere.pk), headers={"accept-language": "en"}
    )
    assert "Not a camera of Station: North gate." in page.text


def test_order_that_is_withdrawn_permits_nothing_more(
    client: Client, administrator: Agent, order: Order
) -> None:
    client.force_login(administrator)
    assert "2026-11-0042" in client.get(f"/orders/{order.pk}/withdraw").text
    assert Order.objects.in_force(timezone.now()).exists()
    client.post(f"/orders/{order.pk}/withdraw")
    assert not Order.objects.in_force(timezone.now()).exists()
    assert "2026-11-0042" in client.get("/orders/").text


def test_operator_may_read_orders_and_not_withdraw_them(
    client: Client, operator: Agent, order: Order
) -> None:
    client.force_login(operator)
    assert client.get("/orders/").status_code == 200
    assert client.post(f"/orders/{order.pk}/withdraw").status_code == 403
    assert Order.objects.in_force(timezone.now()).exists()
