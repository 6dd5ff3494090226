import threading

import pytest

from command_center.streams import leases
from command_center.streams.leases import Lease, is_leased
from command_center.streams.redis_client import client


def test_camera_is_leased_to_one_only() -> None:
    first, second = Lease(1), Lease(1)
    assert first.take()
    assert not second.take()
    assert is_leased(1)
    assert not is_leased(2)


def test_lease_given_up_is_free_again() -> None:
    first = Lease(1)
    first.take()
    first.give_up()
    assert Lease(1).take()


def test_lease_that_is_not_renewed_is_free_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LEASE_S", 0.05)
    dead, waiting = Lease(1), threading.Event()
    dead.take()
    while is_leased(1):
        waiting.wait(0.01)
    assert Lease(1).take()
    assert not dead.renew()


def test_late_worker_does_not_take_away_the_lease_of_another() -> None:
    late, present = Lease(1), Lease(1)
    late.take()
    client().delete("camera:1:lease")
    present.take()
    late.give_up()
    assert not late.renew()
    assert present.renew()
