"""Cameras go where there is the least to do, and only to those who can."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.functions import Now
from hypothesis import given
from hypothesis import strategies as st

from command_center.leases.lease import renew, take
from command_center.leases.models import USUAL_COST, Worker
from command_center.leases.placement import (
    ALIVE_S,
    OFFERED_AT_ONCE,
    Free,
    Load,
    Offer,
    few_for_each,
    free_cameras,
    loads,
    place,
)
from command_center.venues.models import Camera, Venue

CPU = frozenset({"cpu"})


@pytest.fixture
def worker(db: None) -> Worker:
    return Worker.objects.create(name="one", queues=["cpu"], capacity=4, seen_at=Now())


def test_camera_that_nobody_watches_is_free(camera: Camera) -> None:
    assert free_cameras() == [Free(camera.pk, "cpu", USUAL_COST)]
    assert take(camera.pk, "one", 0.1)
    assert free_cameras() == []


def test_camera_that_is_switched_off_is_not_handed_out(camera: Camera) -> None:
    Camera.objects.update(is_enabled=False)
    assert free_cameras() == []


def test_camera_is_known_by_what_it_cost_last(camera: Camera) -> None:
    lease = take(camera.pk, "one", 0.1)
    assert lease is not None
    renew([lease], [0.7])
    lease.give_up()
    assert free_cameras() == [Free(camera.pk, "cpu", 0.7)]


def test_load_of_a_worker_is_what_it_watches(camera: Camera, worker: Worker) -> None:
    lease = take(camera.pk, worker.name, 0.1)
    assert lease is not None
    renew([lease], [0.3])
    assert loads() == [Load("one", CPU, room=3, cost=0.3)]


def test_worker_that_is_not_seen_any_more_gets_nothing(camera: Camera, worker: Worker) -> None:
    Worker.objects.update(seen_at=F("seen_at") - timedelta(seconds=ALIVE_S + 1))
    assert loads() == []


def test_camera_goes_to_the_worker_with_the_least_to_do() -> None:
    busy, idle = Load("busy", CPU, 5, 0.9), Load("idle", CPU, 5, 0.1)
    assert list(place([Free(1, "cpu", 0.1)], [busy, idle])) == [Offer(1, "idle", 0.1)]


def test_camera_that_needs_a_gpu_waits_for_one() -> None:
    camera = Free(1, "gpu", 0.1)
    assert list(place([camera], [Load("plain", CPU, 5, 0.0)])) == []
    able = Load("able", CPU | {"gpu"}, 5, 3.0)
    assert list(place([camera], [Load("plain", CPU, 5, 0.0), able])) == [Offer(1, "able", 0.1)]


def test_worker_that_is_full_gets_none() -> None:
    assert list(place([Free(1, "cpu", 0.1)], [Load("full", CPU, 0, 0.0)])) == []


costs = st.floats(0.01, 1.0)


@given(st.lists(costs, max_size=40), st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_load_is_even_and_nobody_gets_more_than_fits(
    cameras: list[float], rooms: list[int]
) -> None:
    workers = [Load(f"w{n}", CPU, room, 0.0) for n, room in enumerate(rooms)]
    free = [Free(n, "cpu", cost) for n, cost in enumerate(cameras)]
    offers = list(place(free, workers))
    assert len(offers) == min(len(free), sum(rooms))
    assert len({offer.camera_id for offer in offers}) == len(offers)
    given_to = {w.worker: [o for o in offers if o.worker == w.worker] for w in workers}
    assert all(len(given_to[w.worker]) <= w.room for w in workers)
    if len(set(rooms)) == 1 and sum(rooms) > len(free):
        load = [sum(cameras[o.camera_id] for o in mine) for mine in given_to.values()]
        full = any(len(mine) == rooms[0] for mine in given_to.values())
        assert full or max(load) - min(load) <= max(cameras, default=0) + 1e-9


def test_one_question_for_any_number_of_cameras(
    venue: Venue, django_assert_num_queries: object
) -> None:
    for number in range(3):
        Camera.objects.create(venue=venue, name=f"Gate {number}", url="/film.mp4")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(free_cameras()) == 3


def test_worker_is_offered_no_more_than_it_can_take_up_before_offers_expire() -> None:
    many = [Free(n, "cpu", 0.01) for n in range(200)]
    loads = [Load("one", CPU, 200, 0.0), Load("two", CPU, 200, 0.0)]
    made = Counter(offer.worker for offer in few_for_each(place(many, loads)))
    assert made == {"one": OFFERED_AT_ONCE, "two": OFFERED_AT_ONCE}
