"""A frozen report is never changed, whoever asks; there is one a week and order."""

import threading
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from command_center.documents import canonical_json, sha256_of
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.reports.due import begin, compose_due, compose_unfrozen
from command_center.reports.freezing import NotAsRead, freeze
from command_center.reports.models import Annex, WeeklyReport
from command_center.reports.tasks import compose_due_reports
from tests.law.emptying import emptying
from tests.law.ways import Way, delete_by_sql, empty_by_sql, every_change, every_way
from tests.reports.planting import WEEK, at, now

EMPTY = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
"""SHA-256 of `{}`, as `printf '{}' | sha256sum` says it."""


@pytest.fixture
def frozen(report: WeeklyReport, operator: Agent) -> WeeklyReport:
    freeze(report, operator, "Two lamps were replaced.", report.sha256)
    return report


def unsaved(order: Order, **given: object) -> WeeklyReport:
    usual = {
        "order": order,
        "week": WEEK.monday,
        "number": 1,
        "content": "{}",
        "sha256": EMPTY,
        "composed_at": now(),
    }
    return WeeklyReport(**usual | given)


def test_each_week_that_is_over_is_composed_by_itself_and_numbered(of_the_match: Order) -> None:
    assert compose_due(WEEK.until - timedelta(microseconds=1)) == 0
    assert compose_due(WEEK.until) == 1
    assert compose_due() == 1
    assert compose_due() == 0
    reports = WeeklyReport.objects.order_by("week")
    assert [(one.number, one.week.isoformat()) for one in reports] == [
        (1, "2026-03-23"),
        (2, "2026-03-30"),
    ]
    assert [one.told["week"]["is_broken"] for one in reports] == [True, True]


def test_digest_is_the_one_that_anybody_computes(report: WeeklyReport) -> None:
    assert report.sha256 == sha256(report.content.encode()).hexdigest()
    assert report.content.encode() == canonical_json(report.told)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT encode(sha256(convert_to(content, 'UTF8')), 'hex') FROM reports_weeklyreport"
        )
        assert cursor.fetchone() == (report.sha256,)


def test_a_known_content_has_the_known_digest(of_the_match: Order) -> None:
    assert sha256_of({}) == EMPTY
    unsaved(of_the_match).save()
    assert WeeklyReport.objects.get().sha256 == EMPTY


@every_way
@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"sha256": "0" * 64}, "digest_is_of_the_content"),
        ({"content": '{"a":1}'}, "digest_is_of_the_content"),
        ({"week": WEEK.monday + timedelta(days=1)}, "a_week_begins_on_monday"),
        ({"number": 0}, "reports_count_from_1"),
        ({"frozen_at": at(31, 12)}, "composed first"),
    ],
)
def test_report_that_is_none_is_refused(
    way: Way, of_the_match: Order, given: dict[str, object], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=rule):
        way(unsaved(of_the_match, **given))


@every_way
def test_a_second_one_of_a_week_is_refused(way: Way, report: WeeklyReport) -> None:
    with pytest.raises(IntegrityError, match="one_report_a_week_and_order"):
        way(unsaved(report.order, number=7))


@every_way
def test_a_second_one_of_a_number_is_refused(way: Way, report: WeeklyReport) -> None:
    with pytest.raises(IntegrityError, match="one_report_of_a_number_an_order"):
        way(unsaved(report.order, week=WEEK.monday + timedelta(days=7)))


@every_change
@pytest.mark.parametrize(
    "values",
    [
        {"content": "{}", "sha256": EMPTY},
        {"remarks": "No lamp was replaced."},
        {"frozen_at": None, "reviewed_by": None},
        {"composed_at": at(31, 12)},
        {"number": 9},
    ],
    ids=lambda values: "+".join(values),
)
def test_frozen_report_never_changes(
    change: Callable[..., None], frozen: WeeklyReport, values: dict[str, object]
) -> None:
    with pytest.raises(DatabaseError, match="is frozen: correct it by an annex"):
        change(frozen, **values)


def test_report_is_never_deleted_and_never_emptied(report: WeeklyReport) -> None:
    """Frozen or not."""
    for delete in (delete_by_sql, lambda one: WeeklyReport.objects.filter(pk=one.pk).delete()):
        with pytest.raises(DatabaseError, match="are kept"), transaction.atomic():
            delete(report)
    emptying(allowed=False)
    with pytest.raises(DatabaseError):
        empty_by_sql(WeeklyReport)


@every_change
@pytest.mark.parametrize("name", ["week", "number", "order"])
def test_unfrozen_report_stays_that_of_its_week(
    change: Callable[..., None], report: WeeklyReport, order: Order, name: str
) -> None:
    other = {"week": WEEK.monday + timedelta(days=7), "number": 2, "order": order}
    with pytest.raises(DatabaseError, match="stays that of its order and week"):
        change(report, **{name: other[name]})


def test_freezing_takes_the_reader_and_what_they_remark_into_the_digest(
    frozen: WeeklyReport, operator: Agent
) -> None:
    assert frozen.reviewed_by == operator
    assert frozen.frozen_at is not None
    assert frozen.told["review"] == {"by": "operator", "remarks": "Two lamps were replaced."}
    assert frozen.sha256 == sha256(frozen.content.encode()).hexdigest()


def test_what_was_not_read_is_not_frozen(report: WeeklyReport, operator: Agent) -> None:
    read = report.sha256
    WeeklyReport.objects.update(content="{}", sha256=EMPTY)
    with pytest.raises(NotAsRead):
        freeze(report, operator, "", read)  # changed behind its back
    report.refresh_from_db()
    with pytest.raises(NotAsRead):
        freeze(report, operator, "", read)
    assert WeeklyReport.objects.get().frozen_at is None


def test_nobody_freezes_twice(frozen: WeeklyReport, stranger: Agent) -> None:
    with pytest.raises(NotAsRead):
        freeze(frozen, stranger, "mine", frozen.sha256)
    assert WeeklyReport.objects.get().reviewed_by != stranger


def test_freezing_needs_a_person(report: WeeklyReport) -> None:
    with pytest.raises(IntegrityError, match="a_person_freezes_a_report"), transaction.atomic():
        WeeklyReport.objects.update(frozen_at=now())


def test_instant_of_freezing_is_that_of_postgresql(report: WeeklyReport, operator: Agent) -> None:
    before = now()
    WeeklyReport.objects.update(frozen_at=at(31, 12), reviewed_by=operator)
    assert before <= WeeklyReport.objects.get().frozen_at <= now()


def test_a_week_that_is_not_over_is_not_frozen(order: Order, operator: Agent) -> None:
    """Composed before its end, or at an instant that is yet to come."""
    week = WEEK.monday + timedelta(days=7 * 52)
    unsaved(order, week=week).save()
    with pytest.raises(IntegrityError, match="once its week is over"), transaction.atomic():
        WeeklyReport.objects.update(frozen_at=now(), reviewed_by=operator)


def test_week_ends_by_the_clock_of_the_venue(of_the_match: Order, operator: Agent) -> None:
    unsaved(of_the_match, composed_at=WEEK.until - timedelta(seconds=1)).save()
    with pytest.raises(IntegrityError, match="once its week is over"), transaction.atomic():
        WeeklyReport.objects.update(frozen_at=now(), reviewed_by=operator)
    WeeklyReport.objects.update(composed_at=WEEK.until)
    WeeklyReport.objects.update(frozen_at=now(), reviewed_by=operator)


def test_unfrozen_report_is_composed_anew_only_where_it_differs(
    report: WeeklyReport, operator: Agent
) -> None:
    assert compose_unfrozen(now()) == 0
    read = report.sha256
    camera = report.order.cameras.get()
    camera.states.filter(state="frozen").delete()
    assert compose_unfrozen(now()) == 1
    report.refresh_from_db()
    assert report.sha256 != read
    freeze(report, operator, "", report.sha256)
    camera.states.all().delete()
    assert compose_unfrozen(now()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_compose_at_once_make_one(of_the_match: Order) -> None:
    both, made = threading.Barrier(2), []

    def compose() -> None:
        both.wait()
        try:
            made.append(begin(of_the_match, WEEK, now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=compose) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert len(made) == 2
    assert WeeklyReport.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_freeze_at_once_one_does(report: WeeklyReport, operator: Agent) -> None:
    both, told = threading.Barrier(2), []

    def read_and_freeze(remarks: str) -> None:
        own = WeeklyReport.objects.get()
        both.wait()
        try:
            freeze(own, operator, remarks, own.sha256)
            told.append(remarks)
        except NotAsRead:
            told.append("not as read")
        finally:
            connection.close()

    threads = [threading.Thread(target=read_and_freeze, args=[name]) for name in ("one", "two")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(told) in (["not as read", "one"], ["not as read", "two"])
    assert WeeklyReport.objects.get().remarks in told


def test_annex_comes_after_freezing_and_is_kept(
    frozen: WeeklyReport, operator: Agent, order: Order
) -> None:
    before = now()
    annex = Annex.objects.create(report=frozen, by=operator, text="One lamp, not two.", at=before)
    annex.refresh_from_db()
    assert annex.at >= before
    with pytest.raises(DatabaseError, match="add another"), transaction.atomic():
        Annex.objects.update(text="")
    with pytest.raises(DatabaseError, match="add another"), transaction.atomic():
        Annex.objects.all().delete()
    with pytest.raises(IntegrityError, match="says_something"), transaction.atomic():
        Annex.objects.create(report=frozen, by=operator, text="")


@every_way
def test_draft_gets_no_annex(way: Way, report: WeeklyReport, operator: Agent) -> None:
    with pytest.raises(IntegrityError, match="is not frozen"):
        way(Annex(report=report, by=operator, text="too early", at=now()))


def test_workers_compose_what_is_due_each_hour(of_the_match: Order) -> None:
    told = settings.CELERY_BEAT_SCHEDULE["compose weekly reports"]
    assert (told["task"], told["schedule"]) == (compose_due_reports.name, 3600.0)
    compose_due_reports()
    assert WeeklyReport.objects.count() == 2
