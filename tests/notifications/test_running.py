"""Sending by several channels at once: retries, what is slow, what is dead, what dies."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.notifications.answer import Answer, down
from command_center.notifications.holding import hold
from command_center.notifications.models import (
    Channel,
    ChannelState,
    Delivery,
    DeliveryState,
    What,
)
from command_center.notifications.retrying import again_after, rests_for
from command_center.notifications.running import channels_to_run, start_due
from command_center.notifications.sending import note_try
from tests.notifications.channels import channel
from tests.notifications.mail_house import mail_house, name_it
from tests.notifications.receiver import receiver
from tests.notifications.working import work
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("worker")]


def state_of(one: Channel) -> ChannelState:
    return ChannelState.objects.get(channel=one)


def make_due(one: Channel) -> None:
    """As if the time until the next try had passed."""
    Delivery.objects.filter(channel=one).update(due_at=timezone.now())
    ChannelState.objects.filter(channel=one).update(rests_until=None)


def delivery_of(one: Channel) -> Delivery:
    return Delivery.objects.get(channel=one, what=What.ALERT)


def is_delivered(one: Channel) -> bool:
    return delivery_of(one).state == DeliveryState.DELIVERED


def test_receiver_that_fails_twice_gets_it_the_third_time(order: Order, intrusion: Found) -> None:
    alert = raise_alert(intrusion)
    with receiver(500, 503, 204) as there:
        one = channel("webhook", address=there.address)
        work()
        for count in (1, 2):
            wait_until(lambda: delivery_of(one).attempts == count, 20)  # noqa: B023
            wait_until(lambda: state_of(one).held_until is None, 20)
            make_due(one)
            work()
        wait_until(lambda: is_delivered(one), 20)
        work()
    told = there.of("alert.raised")
    assert there.got == told  # what is due proves as much as a ping
    assert [one["data"]["alert"] for one in told] == [alert.pk] * 3
    assert len({one["id"] for one in told}) == 1  # who receives twice knows it
    tries = delivery_of(one).tries.values_list("is_success", "told")
    assert [success for success, _told in tries] == [False, False, True]
    assert state_of(one).failures == 0


def test_slow_channel_holds_up_no_other(
    order: Order, intrusion: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_alert(intrusion)
    with receiver(0) as silent, receiver() as quick, mail_house() as house:
        name_it(monkeypatch, house.port)
        slow = channel("webhook", address=silent.address)
        fast, mail = channel("webhook", address=quick.address), channel("email")
        begun_s = time.monotonic()
        work()
        wait_until(lambda: is_delivered(fast) and is_delivered(mail), 30)
        assert delivery_of(slow).state == DeliveryState.WAITING
        wait_until(lambda: delivery_of(slow).attempts == 1, 30)
    assert len(house.mails) == 1
    assert time.monotonic() - begun_s < 60


def test_receiver_that_is_down_is_left_alone_and_then_gets_all(
    order: Order, intrusion: Found
) -> None:
    """A hundred that wait do not each wait for an answer."""
    with receiver(503) as there:
        one = channel("webhook", address=there.address)
        numbers = range(1, 101)
        for number in numbers:
            Delivery.objects.create(channel=one, what=What.TEST, number=number)
        start_due()
        wait_until(lambda: state_of(one).failures, 20)
        wait_until(lambda: state_of(one).held_until is None, 20)
        assert len(there.got) == 1
        assert one.pk not in channels_to_run()
        there.answers[:] = [204]
        make_due(one)
        waiting = Delivery.objects.filter(channel=one, state=DeliveryState.WAITING)
        wait_until(lambda: (start_due(), not waiting.exists())[1], 60)
    told = [one["data"]["test"] for one in there.of("channel.test")]
    assert sorted(told) == [1, *numbers]  # the first was tried twice


def test_what_is_erased_is_not_told_any_more(order: Order, intrusion: Found) -> None:
    with receiver() as there:
        one = channel("webhook", address=there.address)
        Delivery.objects.create(channel=one, what=What.ALERT, number=987_654)
        start_due()
        wait_until(lambda: delivery_of(one).state == DeliveryState.DROPPED, 20)
    assert there.got == []


def test_channel_of_a_worker_that_died_is_taken_over_after_its_lease(db: None) -> None:
    one = channel("webhook")
    assert hold(one.pk, "dead")
    assert not hold(one.pk, "alive")
    assert hold(one.pk, "dead")
    ended = timezone.now() - timedelta(seconds=1)
    ChannelState.objects.filter(channel=one).update(held_until=ended)
    assert hold(one.pk, "alive")


def test_channel_that_is_not_in_use_sends_nothing(order: Order, intrusion: Found) -> None:
    with receiver() as there:
        one = channel("webhook", address=there.address)
        Delivery.objects.create(channel=one, what=What.TEST, number=1)
        Channel.objects.filter(pk=one.pk).update(is_enabled=False)
        assert channels_to_run() == []
        start_due()
    assert there.got == []


def test_waits_grow_to_an_hour_and_end_after_a_day(db: None) -> None:
    waits = [again_after(number).total_seconds() for number in range(1, 14)]
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits) == again_after(10_000).total_seconds() == 3600
    assert rests_for(10_000).total_seconds() == 60
    one = Delivery.objects.create(channel=channel("webhook"), what=What.TEST, number=1)
    note_try(one, down("away"), 0.1)
    assert one.state == DeliveryState.WAITING
    one.entered_at -= timedelta(days=1, seconds=1)
    note_try(one, down("away"), 0.1)
    assert one.state == DeliveryState.GIVEN_UP


def test_probe_is_a_signed_ping_where_nothing_goes(db: None) -> None:
    with receiver() as there:
        one = channel("webhook", address=there.address)
        assert channels_to_run() == []
        long_ago: Any = timezone.now() - timedelta(minutes=61)
        ChannelState.objects.filter(channel=one).update(proven_at=long_ago)
        start_due()
        wait_until(lambda: there.of("ping"), 20)
        wait_until(lambda: state_of(one).proven_at > long_ago, 20)
    assert there.of("ping")[0]["data"] == {}


def test_receiver_that_takes_pings_and_refuses_alerts_goes_on_failing(db: None) -> None:
    from command_center.notifications.sending import note_condition

    one = channel("webhook")
    now = timezone.now()
    for _ in range(3):
        note_condition(one, Answer(is_success=False, told="refused with 400"), now)
    note_condition(one, Answer(is_success=True, told="204"), now, is_probe=True)
    assert state_of(one).failures == 3
    note_condition(one, Answer(is_success=True, told="204"), now)
    assert state_of(one).failures == 0
