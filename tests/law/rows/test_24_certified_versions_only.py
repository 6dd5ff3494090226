"""Row 24: only what the certificate of an order names may run under it (Décret, art. 14)."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.law.gate import Gate, covering_order, permissions, permitted_kinds
from command_center.law.models import Certificate, Order
from command_center.law.once_a_second import OnceASecond
from command_center.law.running import Running
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.ordering import ordered
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, change_by_sql, delete_by_sql, every_way

SOFTWARE, MODEL, POSE = "5" * 64, "a" * 64, "b" * 64
CERTIFIED = Running(SOFTWARE, frozenset({MODEL}))
OTHERS = [
    pytest.param(Running("6" * 64, frozenset({MODEL})), id="other software"),
    pytest.param(Running(SOFTWARE, frozenset({"c" * 64})), id="another model"),
    pytest.param(Running(SOFTWARE, frozenset({MODEL, "c" * 64})), id="one model more"),
    pytest.param(Running(""), id="unknown"),
]


@pytest.fixture
def certified(camera: Camera) -> Order:
    certificate = Certificate.objects.create(
        reference="C-2026-7",
        authority="LNE",
        issued_on=date(2026, 5, 2),
        version="1.4",
        software=SOFTWARE,
        models=[MODEL, POSE],
    )
    return ordered([camera], certificate=certificate)


@every_way
@pytest.mark.parametrize("running", OTHERS)
def test_another_version_finds_nothing(
    way: Way, running: Running, certified: Order, camera: Camera, alert_of: AlertOf
) -> None:
    found = alert_of(certified, software=running.software, models=sorted(running.models))
    with pytest.raises(IntegrityError, match="no order in force covers"):
        way(found)
    now = timezone.now()
    assert not permitted_kinds(camera.pk, now, running)
    assert covering_order(camera.pk, EventKind.INTRUSION, now, running) is None
    answers = OnceASecond("gate", permissions, {}, clock=lambda: 0.0)
    assert not Gate(camera.pk, answers, running).permitted(now)


@every_way
def test_certified_version_runs(
    way: Way, certified: Order, camera: Camera, alert_of: AlertOf
) -> None:
    way(alert_of(certified, software=SOFTWARE, models=[MODEL]))
    assert permitted_kinds(camera.pk, timezone.now(), CERTIFIED)
    assert covering_order(camera.pk, EventKind.INTRUSION, timezone.now(), CERTIFIED) == certified.pk


def test_order_without_a_certificate_lets_any_version_run(order: Order, camera: Camera) -> None:
    assert permitted_kinds(camera.pk, timezone.now(), Running("6" * 64))


def test_certificate_never_changes(certified: Order) -> None:
    certificate = Certificate.objects.get()
    with pytest.raises(DatabaseError, match="a certificate never changes"):
        change_by_sql(certificate, software="6" * 64)
    with pytest.raises(DatabaseError, match="a certificate never changes"):
        delete_by_sql(certificate)


@every_way
def test_certificate_names_software_by_a_digest(way: Way, db: None) -> None:
    with pytest.raises(IntegrityError, match="certificate_names_software_by_sha256"):
        way(
            Certificate(
                reference="C",
                authority="LNE",
                issued_on=date(2026, 5, 2),
                version="1",
                software="latest",
            )
        )
