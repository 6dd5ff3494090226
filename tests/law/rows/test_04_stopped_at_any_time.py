"""Row 4: suspended or ended at any time (Loi 2023-380, art. 10, VIII)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.law.gate import covering_order, permitted_kinds
from command_center.law.models import Obedience, Order, Resumption, Stop
from command_center.law.obedience import StopObserver
from command_center.people.models import Agent
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.by_api import integrator
from tests.law.emptying import emptying
from tests.law.ordering import ordered
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, by_save, delete_by_sql, empty_by_sql, every_change, every_way

REFUSED = "no order in force covers"


@pytest.fixture(params=["its order", "everything"])
def stopped(request: Any, order: Order, operator: Agent) -> Stop:
    scope = order if request.param == "its order" else None
    return Stop.objects.create(order=scope, by=operator, reason="a quarrel at the gate")


def resumed(stop: Stop, by: Agent) -> Resumption:
    return Resumption.objects.create(
        stop=stop, by=by, authority="Prefect of Rhône", reason="the gate is calm"
    )


@every_way
def test_no_alert_is_stored_after_a_stop(
    way: Way, stopped: Stop, order: Order, camera: Camera, alert_of: AlertOf
) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError, match=REFUSED):
        way(alert_of(order, at=now))
    assert not permitted_kinds(camera.pk, now)
    assert covering_order(camera.pk, EventKind.INTRUSION, now) is None
    assert order.state() == "stopped"


@every_way
def test_what_began_before_the_stop_is_not_stored_after_it_either(
    way: Way, order: Order, operator: Agent, alert_of: AlertOf
) -> None:
    found = alert_of(order, at=timezone.now() - timedelta(minutes=1))
    Stop.objects.create(order=order, by=operator, reason="a quarrel at the gate")
    with pytest.raises(IntegrityError, match=REFUSED):
        way(found)


def test_what_happened_during_a_stop_stays_out_after_it(
    stopped: Stop, order: Order, operator: Agent, camera: Camera, alert_of: AlertOf
) -> None:
    resumption = resumed(stopped, operator)
    resumption.refresh_from_db()
    stopped.refresh_from_db()
    between = stopped.at + (resumption.at - stopped.at) / 2
    with pytest.raises(IntegrityError, match=REFUSED):
        by_save(alert_of(order, at=between))
    assert not permitted_kinds(camera.pk, between)
    alert_of(order, at=resumption.at).save()
    assert permitted_kinds(camera.pk, timezone.now())


def test_stop_of_one_order_leaves_another_alone(
    order: Order, camera: Camera, operator: Agent
) -> None:
    ordered([camera], reference="2026-11-0043", kinds=["fire"])
    Stop.objects.create(order=order, by=operator, reason="a quarrel at the gate")
    assert permitted_kinds(camera.pk, timezone.now()) == {EventKind.FIRE}


@every_way
def test_stop_cannot_be_dated_by_hand(way: Way, order: Order, operator: Agent) -> None:
    before = timezone.now()
    way(Stop(order=order, by=operator, reason="late", at=before - timedelta(days=1)))
    assert before <= Stop.objects.get().at <= timezone.now()


@every_way
def test_stop_without_a_reason_is_refused(way: Way, order: Order, operator: Agent) -> None:
    with pytest.raises(IntegrityError, match="a_stop_has_a_reason"):
        way(Stop(order=order, by=operator, reason="", at=timezone.now()))


@every_change
def test_stop_is_never_changed(change: Callable[..., None], stopped: Stop) -> None:
    with pytest.raises(DatabaseError, match="lifted by resuming"):
        change(stopped, reason="none")


def test_stop_is_never_taken_away(stopped: Stop) -> None:
    with pytest.raises(DatabaseError, match="lifted by resuming"):
        delete_by_sql(stopped)
    emptying(allowed=False)
    with pytest.raises(DatabaseError):
        empty_by_sql(Stop)


@every_way
@pytest.mark.parametrize("missing", ["authority", "reason"])
def test_only_a_named_authority_resumes(
    way: Way, missing: str, stopped: Stop, operator: Agent
) -> None:
    given = {"authority": "Prefect of Rhône", "reason": "calm", missing: ""}
    with pytest.raises(IntegrityError, match="an_authority_resumes_for_a_reason"):
        way(Resumption(stop=stopped, by=operator, at=timezone.now(), **given))


def test_stop_is_lifted_once(stopped: Stop, operator: Agent) -> None:
    resumed(stopped, operator)
    with pytest.raises(IntegrityError, match="stop_id"):
        resumed(stopped, operator)


def test_a_withdrawn_order_stays_so(order: Order, operator: Agent, camera: Camera) -> None:
    order.withdraw(operator, "the match is off")
    assert not permitted_kinds(camera.pk, timezone.now())
    with pytest.raises(DatabaseError, match="was withdrawn"):
        Order.objects.update(withdrawn_at=None)


def test_the_delay_of_each_worker_is_measured_once_and_kept(
    stopped: Stop, camera: Camera, lease: object
) -> None:
    observer, last = StopObserver("w1@here"), timezone.now()
    observer.look({camera.pk: last - timedelta(seconds=9)})
    assert not Obedience.objects.exists()  # a frame may be in hand
    for _ in range(2):
        observer.look({camera.pk: last})
    obeyed = Obedience.objects.get()
    assert (obeyed.stop, obeyed.worker, obeyed.last_analysed_at) == (stopped, "w1@here", last)
    with pytest.raises(DatabaseError, match="measurement never changes"):
        Obedience.objects.update(last_analysed_at=None)


@pytest.mark.parametrize("scope", ["its order", "everything"])
def test_api_stops_and_only_a_named_authority_resumes(
    scope: str, order: Order, camera: Camera, alert_of: AlertOf
) -> None:
    api = integrator()
    path = f"/orders/{order.pk}/stops" if scope == "its order" else "/stops"
    for without in ({}, {"reason": ""}, {"reason": "  "}):
        assert api.post(path, without).status_code == 422
    assert permitted_kinds(camera.pk, timezone.now())
    stop = api.post(path, {"reason": "a quarrel at the gate"})
    assert (stop.status_code, api.post(path, {"reason": "again"}).status_code) == (201, 409)
    assert not permitted_kinds(camera.pk, timezone.now())
    with pytest.raises(IntegrityError, match=REFUSED):
        by_save(alert_of(order))
    onward = f"/stops/{stop.json()['id']}/resumption"
    for without in ({"reason": "calm"}, {"authority": " ", "reason": "calm"}):
        assert api.post(onward, without).status_code == 422
    said = {"authority": "Prefect of Rhône", "reason": "the gate is calm"}
    assert (api.post(onward, said).status_code, api.post(onward, said).status_code) == (200, 409)
    assert permitted_kinds(camera.pk, timezone.now())


def test_api_withdraws_an_order_for_good(order: Order, camera: Camera) -> None:
    api = integrator()
    path = f"/orders/{order.pk}/withdrawal"
    assert api.post(path, {"reason": ""}).status_code == 422
    assert api.post(path, {"reason": "the match is off"}).json()["state"] == "withdrawn"
    assert not permitted_kinds(camera.pk, timezone.now())
    assert api.post(path, {"reason": "again"}).status_code == 409
