from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from command_center.law.gate import permitted_kinds
from command_center.law.models import Obedience, Order, Resumption, Stop
from command_center.law.stop_rows import longest_late_s, stop_rows
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.law.entering import lawyer
from tests.law.ordering import ordered

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def chief(operator: Agent, client: Client) -> Agent:
    client.force_login(operator)
    return lawyer(operator)


def permits(camera: Camera) -> bool:
    return bool(permitted_kinds(camera.pk, timezone.now()))


def test_everything_is_stopped_by_name_and_reason_and_taken_up_again(
    client: Client, chief: Agent, order: Order, camera: Camera
) -> None:
    assert "Stop everything…" in client.get("/stops/", headers=ENGLISH).text
    client.post("/stops/everything", {"reason": "A wrong map"})
    (stop,) = Stop.objects.all()
    assert (stop.order, stop.by, stop.reason) == (None, chief, "A wrong map")
    assert not permits(camera)
    page = client.get("/stops/", headers=ENGLISH).text
    assert "Everything is stopped" in page
    assert "by operator: A wrong map" in page
    client.post(f"/stops/{stop.pk}/resume", {"authority": "Prefect", "reason": "Map is right"})
    resumption = Resumption.objects.get()
    assert (resumption.by, resumption.authority) == (chief, "Prefect")
    assert permits(camera)


def test_one_order_is_stopped_and_the_other_goes_on(
    client: Client, chief: Agent, order: Order, camera: Camera
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    ordered([other], reference="2026-11-0043")
    client.post(f"/orders/{order.pk}/stop", {"reason": "Asked by the prefect"})
    assert not permits(camera)
    assert permits(other)
    page = client.get(f"/orders/{order.pk}", headers=ENGLISH).text
    assert "Stopped since" in page
    assert "Asked by the prefect" in page


@pytest.mark.parametrize("address", ["/stops/everything", "/orders/{}/stop"])
@pytest.mark.parametrize("reason", ["", "   ", "r" * 301])
def test_stop_without_a_reason_is_asked_for_it(
    client: Client, chief: Agent, order: Order, address: str, reason: str
) -> None:
    page = client.post(address.format(order.pk), {"reason": reason}, headers=ENGLISH)
    assert page.status_code == 200
    assert "id_reason_error" in page.text
    assert not Stop.objects.exists()


def test_second_press_of_the_same_key_stops_nothing_twice(
    client: Client, chief: Agent, order: Order
) -> None:
    client.post("/stops/everything", {"reason": "First"})
    page = client.post("/stops/everything", {"reason": "Second"}, headers=ENGLISH)
    assert "It is stopped already" in page.text
    assert Stop.objects.get().reason == "First"


def test_stop_that_is_lifted_is_not_lifted_again(
    client: Client, chief: Agent, order: Order
) -> None:
    client.post("/stops/everything", {"reason": "First"})
    address = f"/stops/{Stop.objects.get().pk}/resume"
    client.post(address, {"authority": "Prefect", "reason": "Right"})
    answer = client.post(address, {"authority": "Mayor", "reason": "Mine"}, follow=True)
    assert answer.status_code == 200
    assert Resumption.objects.get().authority == "Prefect"


@pytest.mark.parametrize("given", [{"authority": "Prefect"}, {"reason": "Right"}, {}])
def test_resuming_needs_an_authority_and_a_reason(
    client: Client, chief: Agent, order: Order, given: dict[str, str]
) -> None:
    client.post("/stops/everything", {"reason": "First"})
    address = f"/stops/{Stop.objects.get().pk}/resume"
    assert client.post(address, given).status_code == 200
    assert not Resumption.objects.exists()


def test_who_may_stop_may_not_resume(client: Client, operator: Agent, order: Order) -> None:
    operator.user_permissions.add(Permission.objects.get(codename="add_stop"))
    client.force_login(operator)
    assert client.get("/stops/everything").status_code == 200
    client.post("/stops/everything", {"reason": "A wrong map"})
    stop = Stop.objects.get()
    given = {"authority": "Prefect", "reason": "Right"}
    assert client.post(f"/stops/{stop.pk}/resume", given).status_code == 403
    assert client.get("/stops/").status_code == 403
    assert not Resumption.objects.exists()


def test_operator_may_not_stop(client: Client, operator: Agent, order: Order) -> None:
    client.force_login(operator)
    assert client.post("/stops/everything", {"reason": "x"}).status_code == 403
    assert client.post(f"/orders/{order.pk}/stop", {"reason": "x"}).status_code == 403
    assert not Stop.objects.exists()


def test_order_that_is_over_has_no_key(
    client: Client, chief: Agent, camera: Camera, order: Order
) -> None:
    order.withdraw(chief, "Cancelled")
    page = client.post(f"/orders/{order.pk}/stop", {"reason": "x"}, follow=True, headers=ENGLISH)
    assert "is over already" in page.text
    assert not Stop.objects.exists()


def test_delay_is_the_longest_of_the_workers_and_none_before_one_has_told(
    client: Client, chief: Agent, order: Order
) -> None:
    client.post("/stops/everything", {"reason": "A wrong map"})
    stop = Stop.objects.get()
    assert stop_rows(Stop.objects.all())[0].late_s is None
    for worker, late_s in (("celery@a", 0.75), ("celery@b", -2.0), ("celery@c", None)):
        last = None if late_s is None else stop.at + timedelta(seconds=late_s)
        Obedience.objects.create(stop=stop, worker=worker, last_analysed_at=last)
    (row,) = stop_rows(Stop.objects.all())
    assert [worker.late_s for worker in row.workers] == [0.75, 0.0, 0.0]
    assert row.late_s == longest_late_s([row]) == 0.75
    page = client.get("/stops/", headers=ENGLISH).text
    assert "0.75 s" in page
    assert "celery@b" in page


@pytest.mark.parametrize("count", [1, 4])
def test_list_of_stops_asks_as_much_for_many_as_for_one(
    client: Client, chief: Agent, order: Order, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        stop = Stop.objects.create(by=chief, reason=f"{number}")
        Obedience.objects.create(stop=stop, worker="celery@a")
        Resumption.objects.create(stop=stop, by=chief, authority="Prefect", reason="Right")
    client.get("/stops/")
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get("/stops/")


def test_everybody_is_told_that_everything_is_stopped(
    client: Client, chief: Agent, operator: Agent, order: Order
) -> None:
    client.post("/stops/everything", {"reason": "A wrong map"})
    page = client.get("/orders/", headers=ENGLISH).text
    assert "Everything is stopped since" in page
