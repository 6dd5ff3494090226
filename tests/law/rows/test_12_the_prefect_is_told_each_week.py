"""Row 12: one weekly report an order, frozen by a person (Loi 2023-380, art. 10, VIII).

What it tells, and that it can be recomputed, is tried in `tests/reports`.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError

from command_center.people.models import Agent
from command_center.reports.due import begin
from command_center.reports.freezing import freeze
from command_center.reports.models import WeeklyReport
from command_center.reports.recomputing import recompute
from command_center.venues.models import Camera
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.reports.planting import WEEK, now, the_match


@pytest.fixture
def report(camera: Camera) -> WeeklyReport:
    assert begin(the_match(camera), WEEK, now())
    return WeeklyReport.objects.get()


@pytest.fixture
def frozen(report: WeeklyReport, operator: Agent) -> WeeklyReport:
    freeze(report, operator, "", report.sha256)
    return report


def again(report: WeeklyReport, **given: object) -> WeeklyReport:
    kept = {"order": report.order, "week": report.week, "number": report.number}
    told = {"content": report.content, "sha256": report.sha256, "composed_at": now()}
    return WeeklyReport(**{**kept, **told, **given})


@every_way
def test_never_two_of_a_week(way: Way, report: WeeklyReport) -> None:
    with pytest.raises(IntegrityError, match="one_report_a_week_and_order"):
        way(again(report, number=2))


@every_way
def test_digest_is_that_of_the_content(way: Way, report: WeeklyReport) -> None:
    week = WEEK.monday + timedelta(days=7)
    with pytest.raises(IntegrityError, match="digest_is_of_the_content"):
        way(again(report, week=week, number=2, sha256="0" * 64))


@every_change
def test_frozen_report_never_changes(change: Callable[..., None], frozen: WeeklyReport) -> None:
    with pytest.raises(DatabaseError, match="is frozen"):
        change(frozen, remarks="Nothing happened.")


def test_report_is_never_deleted(frozen: WeeklyReport) -> None:
    with pytest.raises(DatabaseError, match="weekly reports are kept"):
        delete_by_sql(frozen)


@every_change
def test_a_person_freezes_it(change: Callable[..., None], report: WeeklyReport) -> None:
    with pytest.raises(IntegrityError, match="a_person_freezes_a_report"):
        change(report, frozen_at=now())


def test_frozen_report_is_recomputed_from_the_records(frozen: WeeklyReport) -> None:
    frozen.refresh_from_db()
    assert recompute(frozen).state == "same"
