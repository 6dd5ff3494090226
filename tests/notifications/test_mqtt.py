"""MQTT against Debian's mosquitto: passwords, QoS 1, the topic of availability, a broker that goes
away and comes back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.notifications.models import Channel, ChannelState, Delivery, DeliveryState
from command_center.notifications.senders.by_form import sender_of
from command_center.notifications.trying import try_channel
from tests.notifications.broker import Broker, broker, listening
from tests.notifications.channels import of_broker
from tests.notifications.working import work
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("worker")]


@pytest.fixture
def there() -> Iterator[Broker]:
    with broker() as one, listening(one):
        yield one


def available(one: Channel) -> str:
    return f"vigie/channels/{one.pk}/available"


def messages(there: Broker, topic: str) -> list[dict[str, Any]]:
    return [json.loads(payload) for payload in there.payloads(topic)]


def delivered(one: Channel) -> bool:
    return not Delivery.objects.filter(channel=one).exclude(state=DeliveryState.DELIVERED).exists()


def test_alert_is_published_once_at_its_topic(
    there: Broker, order: Order, intrusion: Found
) -> None:
    one, alert = of_broker(there), raise_alert(intrusion)
    topic = f"vigie/{alert.camera.venue_id}/{alert.camera_id}/alerts/intrusion"
    wait_until(lambda: (work(), messages(there, topic))[1], 15, lambda: there.heard)
    (told,) = messages(there, topic)
    assert (told["type"], told["data"]["alert"]) == ("alert.raised", alert.pk)
    wait_until(lambda: delivered(one), 5)
    assert b"online" in there.payloads(available(one))


def test_broker_says_that_a_channel_is_gone(there: Broker) -> None:
    """Cut off without a word: the broker itself speaks, by the last will; and it is kept for those
    who come later."""
    one = of_broker(there)
    sender: Any = sender_of(one)
    assert sender.probe().is_success
    wait_until(lambda: there.payloads(available(one)) == [b"online", b"online"], 5)
    sender._client.loop_stop()
    sender._client.socket().close()
    wait_until(lambda: there.payloads(available(one))[-1] == b"offline", 60)
    there.heard.clear()
    with listening(there, "late"):
        wait_until(lambda: (available(one), b"offline", True) in there.heard, 5)


def test_channel_that_is_closed_says_so(there: Broker) -> None:
    one = of_broker(there)
    sender = sender_of(one)
    assert sender.probe().is_success
    sender.close()
    wait_until(lambda: there.payloads(available(one))[-1:] == [b"offline"], 5)


def test_wrong_password_is_told(there: Broker) -> None:
    one = of_broker(there)
    Channel.objects.filter(pk=one.pk).update(password="wrong")
    answer = sender_of(Channel.objects.get(pk=one.pk)).probe()
    assert (answer.is_success, answer.is_down) == (False, True)
    assert "wrong" not in answer.told
    assert "uthori" in answer.told


def test_tls_trusts_the_authority_of_the_house_and_nobody_else(there: Broker) -> None:
    assert there.authority
    address = f"mqtts://127.0.0.1:{there.tls_port}"
    one = of_broker(there)
    for authority, is_success in (("", False), (there.authority.pem, True)):
        Channel.objects.filter(pk=one.pk).update(address=address, authority=authority)
        sender = sender_of(Channel.objects.get(pk=one.pk))
        assert sender.probe().is_success is is_success
        sender.close()


def test_test_button_disturbs_no_connection_that_a_worker_holds(there: Broker) -> None:
    one = of_broker(there)
    held = sender_of(one)
    assert held.probe().is_success
    assert try_channel(one).is_success
    wait_until(lambda: messages(there, "vigie/site/test"), 5)
    assert b"offline" not in there.payloads(available(one))
    held.close()


def test_broker_that_comes_back_gets_each_alert_once(
    there: Broker, order: Order, intrusion: Found
) -> None:
    one = of_broker(there)
    wait_until(lambda: (work(), there.payloads(available(one)))[1], 15)
    there.stop()
    alert = raise_alert(intrusion)
    state = ChannelState.objects.filter(channel=one)
    wait_until(lambda: (work(), state.filter(failures__gt=0).exists())[1], 30)
    assert not delivered(one)
    there.start()
    topic = f"vigie/{alert.camera.venue_id}/{alert.camera_id}/alerts/intrusion"
    wait_until(lambda: (work(), messages(there, topic))[1], 40, lambda: list(state.values()))
    wait_until(lambda: delivered(one), 10)
    work()
    assert [one["data"]["alert"] for one in messages(there, topic)] == [alert.pk]
    tries = Delivery.objects.get(what="alert").tries.values_list("is_success", flat=True)
    assert list(tries)[-1] is True
    assert state.get().failures == 0
