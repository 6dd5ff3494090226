"""Row 18: the public is informed before an order starts (Loi, III; CSI, R253-6)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.law.gate import covering_order, permitted_kinds
from command_center.law.models import Notice, Order
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.ordering import ordered
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, change_by_sql, delete_by_sql, every_way


@pytest.fixture
def untold(camera: Camera) -> Order:
    return ordered([camera], is_announced=False)


@every_way
def test_nothing_starts_before_the_notice(
    way: Way, untold: Order, camera: Camera, alert_of: AlertOf
) -> None:
    with pytest.raises(IntegrityError, match="no order in force covers"):
        way(alert_of(untold))
    assert untold.state() == "unannounced"
    assert not permitted_kinds(camera.pk, timezone.now())
    assert covering_order(camera.pk, EventKind.INTRUSION, timezone.now()) is None


def test_order_starts_when_the_notice_is_there(
    untold: Order, camera: Camera, alert_of: AlertOf
) -> None:
    told_at = timezone.now()
    Notice.objects.create(order=untold, published_at=told_at)
    assert not permitted_kinds(camera.pk, told_at - timedelta(microseconds=1))
    assert permitted_kinds(camera.pk, told_at)
    alert_of(untold, at=told_at).save()


def test_an_exemption_with_a_reason_is_enough(untold: Order, camera: Camera) -> None:
    Notice.objects.create(
        order=untold, published_at=timezone.now(), is_exemption=True, reason="secret defence"
    )
    assert permitted_kinds(camera.pk, timezone.now())


@every_way
def test_an_exemption_without_a_reason_is_refused(way: Way, untold: Order) -> None:
    with pytest.raises(IntegrityError, match="an_exemption_has_a_reason"):
        way(Notice(order=untold, published_at=timezone.now(), is_exemption=True))


def test_notice_never_changes(order: Order) -> None:
    notice = Notice.objects.get()
    with pytest.raises(DatabaseError, match="publish it anew"):
        change_by_sql(notice, published_at=timezone.now() - timedelta(days=3))
    with pytest.raises(DatabaseError, match="publish it anew"):
        delete_by_sql(notice)
