"""A camera is watched by one worker; who lost it is told, and refused whatever he believes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from command_center.leases.lease import LEASE_S, Lease, renew, take
from command_center.leases.models import Lease as StoredLease
from command_center.leases.placement import is_held
from command_center.venues.models import Camera


def expire(camera: Camera) -> None:
    """As if nobody had renewed it for as long as it lasts."""
    passed = timedelta(seconds=LEASE_S + 0.1)
    StoredLease.objects.filter(camera=camera).update(renewed_at=F("renewed_at") - passed)


def test_camera_is_watched_by_one_only(camera: Camera) -> None:
    assert take(camera.pk, "one", 0.1)
    assert take(camera.pk, "two", 0.1) is None
    assert is_held(camera.pk)


def test_lease_given_up_is_free_again(camera: Camera) -> None:
    first = take(camera.pk, "one", 0.1)
    assert first is not None
    first.give_up()
    assert not is_held(camera.pk)
    second = take(camera.pk, "two", 0.1)
    assert second is not None
    assert second.fence == first.fence + 1


def test_lease_that_is_not_renewed_is_free_again(camera: Camera, lease: Lease) -> None:
    expire(camera)
    assert not is_held(camera.pk)
    assert take(camera.pk, "two", 0.1)
    assert renew([lease], [0.1]) == [lease]


def test_lease_that_expired_while_nobody_could_take_it_goes_on(
    camera: Camera, lease: Lease
) -> None:
    """The database was away: its holder still is the only one."""
    expire(camera)
    assert renew([lease], [0.1]) == []
    assert is_held(camera.pk)


def test_late_holder_does_not_give_up_the_lease_of_another(camera: Camera, lease: Lease) -> None:
    expire(camera)
    take(camera.pk, "two", 0.1)
    lease.give_up()
    assert is_held(camera.pk)


def test_who_was_paused_knows_by_his_own_clock(camera: Camera) -> None:
    now_s = [100.0]
    paused = Lease(camera.pk, 1, clock=lambda: now_s[0])
    assert paused.is_held
    now_s[0] += LEASE_S
    assert not paused.is_held


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_at_once_one_gets_it(camera: Camera) -> None:
    def one(number: int) -> Lease | None:
        try:
            return take(camera.pk, f"worker {number}", 0.1)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        taken = [lease for lease in threads.map(one, range(24)) if lease is not None]
    assert len(taken) == 1


def test_worker_renews_all_that_it_has_and_is_told_what_it_lost(
    camera: Camera, lease: Lease
) -> None:
    others = [Camera.objects.create(venue=camera.venue, name=f"{n}") for n in range(2)]
    kept, stale = (take(other.pk, "one", 0.1) for other in others)
    assert kept is not None
    assert stale is not None
    expire(others[1])
    take(others[1].pk, "two", 0.1)
    assert renew([lease, kept, stale], [0.2, 0.3, 0.4]) == [stale]
    costs = StoredLease.objects.filter(worker="one", camera=others[0]).values_list("cost")
    assert list(costs) == [(0.3,)]


def test_worker_that_lost_a_camera_and_has_it_again_keeps_the_new_lease_only(
    camera: Camera, lease: Lease
) -> None:
    expire(camera)
    again = take(camera.pk, "worker@test", 0.1)
    assert again is not None
    assert renew([lease, again], [0.1, 0.1]) == [lease]


@given(st.lists(st.sampled_from(["renewed", "wait"]), max_size=20))
def test_lease_is_held_for_no_longer_than_it_was_proven(steps: list[str]) -> None:
    now_s, proven_s = [0.0], 0.0
    lease = Lease(1, 1, clock=lambda: now_s[0])
    for step in steps:
        if step == "wait":
            now_s[0] += 1.7
        else:
            proven_s = now_s[0]
            lease.prove(lease.clock())
        assert lease.is_held == (now_s[0] - proven_s < LEASE_S)
