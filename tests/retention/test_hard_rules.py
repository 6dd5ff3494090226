"""Rows 14 to 17 of the law: what PostgreSQL refuses, whoever asks."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.certifying import Going, certify, certify_orphans
from command_center.retention.classes import IMAGES, RetentionClass
from command_center.retention.erasing.run import erase
from command_center.retention.limits import limits
from command_center.retention.models import (
    Cap,
    CapDecision,
    ErasureCertificate,
    Hold,
    Rule,
    RuleDecision,
    StoredFile,
)
from command_center.venues.models import Camera
from tests.law.emptying import emptying
from tests.law.ways import (
    Way,
    delete_by_sql,
    empty_by_sql,
    every_change,
    every_way,
)
from tests.retention.keeping import (
    DAY,
    HOUR,
    held,
    kept_alert,
    kept_file,
    on_disk,
    ruled,
    unsaved_file,
    unsaved_hold,
)

pytestmark = pytest.mark.django_db
A_MONTH_H = 31 * 24


def unsaved_cap(author: Agent | None, what: str, months: int, **given: Any) -> Cap:
    usual = {"source": "CSI", "confirmation": "text", "reason": "Read", "author": author}
    return Cap(what=what, months=months, entered_at=timezone.now(), **usual | given)


def unsaved_rule(author: Agent, hours: int | None, **given: Any) -> Rule:
    usual = {"what": "clips", "reason": "Asked", "author": author, "entered_at": timezone.now()}
    return Rule(keep_hours=hours, **usual | given)


def by_delete(row: models.Model) -> None:
    with transaction.atomic():
        row.delete()


def by_queryset(row: models.Model) -> None:
    with transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).delete()


def by_raw(row: models.Model) -> None:
    with transaction.atomic():
        queryset = type(row)._default_manager.filter(pk=row.pk)
        queryset._raw_delete(queryset.db)


every_deletion = pytest.mark.parametrize("delete", [by_delete, by_queryset, by_raw, delete_by_sql])


class TestImagesOneMonthAtMost:
    """Row 15 (CSI, L252-5 and R253-4)."""

    @every_way
    @pytest.mark.parametrize("what", IMAGES)
    def test_cap_of_two_months_is_refused(self, way: Way, what: str, operator: Agent) -> None:
        with pytest.raises(IntegrityError, match="images_are_kept_one_month_at_most"):
            way(unsaved_cap(operator, what, 2))

    @every_way
    @pytest.mark.parametrize("what", IMAGES)
    def test_rule_beyond_a_month_is_refused(self, way: Way, what: str, operator: Agent) -> None:
        with pytest.raises(IntegrityError, match="may not be kept for 745 hours"):
            way(unsaved_rule(operator, A_MONTH_H + 1, what=what))
        way(unsaved_rule(operator, A_MONTH_H, what=what))

    @every_change
    def test_rule_is_not_changed_afterwards(self, change: Any, operator: Agent) -> None:
        with pytest.raises(DatabaseError, match="a rule is replaced by a new one"):
            change(ruled(operator, 24), keep_hours=900)

    @every_way
    def test_images_from_the_future_are_refused(self, way: Way, camera: Camera) -> None:
        with pytest.raises(IntegrityError, match="images from the future"):
            way(unsaved_file(camera, timezone.now() + HOUR))

    @every_change
    def test_stored_file_never_gets_younger(self, change: Any, camera: Camera) -> None:
        file = unsaved_file(camera, timezone.now() - DAY)
        file.save()
        with pytest.raises(IntegrityError, match="is kept as it was stored"):
            change(file, captured_from=timezone.now())

    @every_way
    def test_recording_is_stored_under_no_longer_class(self, way: Way, camera: Camera) -> None:
        with pytest.raises(IntegrityError, match="file_is_of_a_class_of_images"):
            way(unsaved_file(camera, timezone.now(), what="training_samples"))

    @every_way
    @pytest.mark.parametrize(
        "path", ["/etc/passwd", "../secret_key", "a/../../b", "a//b", "a/", "", ".hidden", "a/.b"]
    )
    def test_path_leads_nowhere_else(self, way: Way, path: str, camera: Camera) -> None:
        with pytest.raises(IntegrityError, match="file_lies_in_the_folder"):
            way(unsaved_file(camera, timezone.now(), path=path))


class TestLogsAndSamples:
    """Rows 14 and 17: lengths that are not confirmed are data, with their source."""

    @pytest.mark.parametrize(
        ("what", "months", "confirmation"),
        [
            ("log_algorithmic", 12, "secondary"),
            ("log_video", 36, "text"),
            ("training_samples", 12, "bill"),
            ("clips", 1, "text"),
        ],
    )
    def test_installation_begins_with_what_is_known(
        self, what: str, months: int, confirmation: str
    ) -> None:
        cap = Cap.objects.get(what=what)
        assert (cap.months, cap.confirmation) == (months, confirmation)

    @every_way
    @pytest.mark.parametrize(("what", "hours"), [("log_video", 26_305), ("training_samples", 8785)])
    def test_rule_beyond_its_cap_is_refused(
        self, way: Way, what: str, hours: int, operator: Agent
    ) -> None:
        with pytest.raises(IntegrityError, match="months at most"):
            way(unsaved_rule(operator, hours, what=what))

    @every_way
    def test_correction_has_an_author_and_a_reason(self, way: Way, operator: Agent) -> None:
        with pytest.raises(IntegrityError, match="an author and a reason"):
            way(unsaved_cap(None, "log_algorithmic", 6))
        with pytest.raises(IntegrityError, match="an author and a reason"):
            way(unsaved_cap(operator, "log_algorithmic", 6, reason=""))

    @every_way
    def test_lower_cap_holds_at_once(self, way: Way, operator: Agent) -> None:
        way(unsaved_cap(operator, "training_samples", 6))
        (limit,) = limits(RetentionClass.TRAINING_SAMPLES) or [None]
        assert cap_months("training_samples") == 6
        assert limit is None  # there is no venue

    @every_way
    def test_higher_cap_holds_when_another_has_agreed(
        self, way: Way, operator: Agent, second: Agent
    ) -> None:
        cap = unsaved_cap(operator, "log_algorithmic", 18)
        way(cap)
        assert cap_months("log_algorithmic") == 12
        with (
            pytest.raises(IntegrityError, match="nobody agrees"),
            transaction.atomic(),
        ):
            CapDecision.objects.create(of_id=cap.pk, by=operator, is_accepted=True)
        CapDecision.objects.create(of_id=cap.pk, by=second, is_accepted=True)
        assert cap_months("log_algorithmic") == 18

    @every_change
    def test_cap_is_not_changed(self, change: Any) -> None:
        with pytest.raises(DatabaseError, match="a cap is corrected by a new one"):
            change(Cap.objects.get(what="log_video"), months=120)


def cap_months(what: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT months FROM retention_cap_in_force(%s)", [what])
        return int(cursor.fetchone()[0])


class TestLengthening:
    """A rule that shortens holds at once; one that lengthens needs another administrator."""

    @every_way
    def test_waits(self, way: Way, operator: Agent, second: Agent, camera: Camera) -> None:
        ruled(operator, 24)
        rule = unsaved_rule(operator, 48, lengthens=False)
        way(rule)
        assert hours_of(camera) == 24
        assert Rule.objects.waiting().get().pk == rule.pk
        RuleDecision.objects.create(of_id=rule.pk, by=second, is_accepted=True)
        assert hours_of(camera) == 48
        assert not Rule.objects.waiting().exists()

    @every_way
    def test_nobody_agrees_to_their_own(self, way: Way, operator: Agent) -> None:
        ruled(operator, 24)
        rule = ruled(operator, 48)
        with pytest.raises(IntegrityError, match="nobody agrees to their own"):
            way(RuleDecision(of=rule, by=operator, is_accepted=True, at=timezone.now()))

    def test_author_takes_it_back(self, operator: Agent, camera: Camera) -> None:
        ruled(operator, 24)
        RuleDecision.objects.create(of=ruled(operator, 48), by=operator, is_accepted=False)
        assert hours_of(camera) == 24
        assert not Rule.objects.waiting().exists()

    def test_rule_that_was_replaced_is_not_agreed_to(
        self, operator: Agent, second: Agent, camera: Camera
    ) -> None:
        ruled(operator, 24)
        longer = ruled(operator, 48)
        ruled(operator, 12)
        with pytest.raises(IntegrityError, match="replaced meanwhile"), transaction.atomic():
            RuleDecision.objects.create(of=longer, by=second, is_accepted=True)
        assert hours_of(camera) == 12

    def test_taking_a_shorter_rule_away_lengthens(self, operator: Agent, camera: Camera) -> None:
        ruled(operator, 72)
        ruled(operator, 24, camera=camera)
        ruled(operator, None, camera=camera, applies=False)
        assert hours_of(camera) == 24
        assert Rule.objects.waiting().get().camera == camera

    def test_longer_rule_for_one_camera_lengthens(self, operator: Agent, camera: Camera) -> None:
        ruled(operator, 24, venue=camera.venue)
        ruled(operator, 48, camera=camera)
        assert hours_of(camera) == 24


def hours_of(camera: Camera) -> int | None:
    (limit,) = [one for one in limits(RetentionClass.CLIPS) if camera.pk in one.scopes]
    return limit.hours


class TestHolds:
    """Row 16: nothing is held without a reference (CSI, R253-4)."""

    @every_way
    @pytest.mark.parametrize("field", ["reference", "authority", "requester"])
    @pytest.mark.parametrize("blank", ["", "  "])
    def test_says_for_whom(
        self, way: Way, field: str, blank: str, operator: Agent, camera: Camera
    ) -> None:
        with pytest.raises(IntegrityError, match="nothing_is_held_without_a_reference"):
            way(unsaved_hold(operator, [camera], **{field: blank}))

    @every_way
    def test_is_for_a_known_procedure(self, way: Way, operator: Agent, camera: Camera) -> None:
        with pytest.raises(IntegrityError, match="hold_is_for_a_known_procedure"):
            way(unsaved_hold(operator, [camera], procedure="curiosity"))

    @every_way
    def test_has_an_end_to_come(self, way: Way, operator: Agent, camera: Camera) -> None:
        with pytest.raises(IntegrityError, match="would not hold anything"):
            way(unsaved_hold(operator, [camera], ends_at=timezone.now()))
        with pytest.raises(IntegrityError, match="ends_at"):
            way(unsaved_hold(operator, [camera], ends_at=None))

    @every_way
    def test_says_what_it_covers(self, way: Way, operator: Agent, camera: Camera) -> None:
        for given in (
            {"covers_until": None},
            {"cameras": []},
            {"covers_from": timezone.now() + HOUR},
        ):
            with pytest.raises(IntegrityError, match="hold_says_what_it_covers"):
                way(unsaved_hold(operator, [camera], **given))

    @every_change
    @pytest.mark.parametrize("field", ["ends_at", "cameras", "reference"])
    def test_is_kept_as_placed(
        self, change: Any, field: str, operator: Agent, camera: Camera
    ) -> None:
        hold = held(operator, [camera])
        new = {"ends_at": timezone.now() + 90 * DAY, "cameras": [], "reference": "another"}[field]
        with pytest.raises(IntegrityError, match="is kept as it was placed"):
            change(hold, **{field: new})

    def test_is_released_once(self, operator: Agent, camera: Camera) -> None:
        hold = held(operator, [camera])
        given = {"released_by": operator, "released_reason": "Extract handed over"}
        Hold.objects.update(**given, released_at=timezone.now() - DAY)
        hold.refresh_from_db()
        assert hold.released_at is not None
        assert hold.released_at > timezone.now() - HOUR  # by the database's clock
        with pytest.raises(IntegrityError, match="released once"), transaction.atomic():
            Hold.objects.update(released_at=None)

    @every_deletion
    def test_is_never_deleted(self, delete: Any, operator: Agent, camera: Camera) -> None:
        with pytest.raises(DatabaseError, match="never deleted"):
            delete(held(operator, [camera]))

    @every_deletion
    def test_held_file_is_not_deleted(
        self, delete: Any, footage: Path, camera: Camera, operator: Agent
    ) -> None:
        file = kept_file(camera, 32 * DAY)
        hold = held(operator, [camera])
        certified(file)
        with pytest.raises(IntegrityError, match="or under hold"):
            delete(file)
        released(hold, operator)
        delete(file)

    @every_deletion
    def test_held_alert_is_not_deleted(
        self, delete: Any, camera: Camera, day_order: Order, operator: Agent
    ) -> None:
        ruled(operator, 2, what="alerts")
        alert = kept_alert(camera, day_order, 3 * HOUR)
        hold = held(operator, alerts=[alert.pk])
        certified(alert)
        with pytest.raises(IntegrityError, match="or under hold"):
            delete(alert)
        released(hold, operator)
        delete(alert)

    def test_held_file_is_not_marked(self, footage: Path, camera: Camera, operator: Agent) -> None:
        file = kept_file(camera, 32 * DAY)
        held(operator, files=[file.pk])
        with pytest.raises(IntegrityError, match="or under hold"), transaction.atomic():
            StoredFile.objects.update(erasing_since=timezone.now())


def released(hold: Hold, by: Agent) -> None:
    Hold.objects.filter(pk=hold.pk).update(
        released_at=timezone.now(), released_by=by, released_reason="Done"
    )


def certified(row: StoredFile | Alert) -> ErasureCertificate:
    """In the transaction of the test, as for every deletion of it."""
    what = RetentionClass.ALERTS if isinstance(row, Alert) else RetentionClass(row.what)
    start = row.started_at if isinstance(row, Alert) else row.captured_from
    limit = next(one for one in limits(what) if row.camera_id in one.scopes)
    return certify(Going([[row.pk, str(row)]], [start]), limit)


class TestNothingGoesEarlyOrUnsaid:
    @every_deletion
    def test_file_that_is_not_over_age(self, delete: Any, footage: Path, camera: Camera) -> None:
        file = kept_file(camera, 27 * DAY)
        certified(file)
        with pytest.raises(IntegrityError, match="is not over age"):
            delete(file)

    @every_deletion
    def test_alert_that_is_not_over_age(
        self, delete: Any, camera: Camera, day_order: Order
    ) -> None:
        alert = kept_alert(camera, day_order, HOUR)
        certified(alert)
        with pytest.raises(IntegrityError, match="is not over age"):
            delete(alert)

    @every_deletion
    def test_file_without_a_certificate(self, delete: Any, footage: Path, camera: Camera) -> None:
        with pytest.raises(IntegrityError, match="only with a certificate"):
            delete(kept_file(camera, 32 * DAY))

    @every_deletion
    def test_alert_without_a_certificate(
        self, delete: Any, camera: Camera, day_order: Order, operator: Agent
    ) -> None:
        ruled(operator, 2, what="alerts")
        with pytest.raises(IntegrityError, match="only with a certificate"):
            delete(kept_alert(camera, day_order, 3 * HOUR))

    @pytest.mark.parametrize("model", [Alert, StoredFile, Hold, ErasureCertificate, Rule, Cap])
    def test_table_is_never_emptied(self, model: type[models.Model]) -> None:
        emptying(allowed=False)
        with pytest.raises(DatabaseError):
            empty_by_sql(model)
        emptying(allowed=True)


class TestCertificates:
    def orphan(self, path: str) -> ErasureCertificate:
        return certify_orphans(Going([[path, 4]], [timezone.now()]), "orphan")

    @every_change
    def test_never_changes(self, change: Any) -> None:
        with pytest.raises(DatabaseError, match="never changes"):
            change(self.orphan("a"), count=7)

    @every_deletion
    def test_never_goes(self, delete: Any) -> None:
        with pytest.raises(DatabaseError, match="never changes"):
            delete(self.orphan("a"))

    @every_way
    @pytest.mark.parametrize(
        "wrong",
        [
            {"number": 3},
            {"previous": "f" * 64},
            {"at": timezone.now() - timedelta(days=3)},
            {"count": 2},
        ],
        ids=lambda wrong: next(iter(wrong)),
    )
    def test_follows_the_one_before(self, way: Way, wrong: dict[str, Any]) -> None:
        first = self.orphan("a")
        second = ErasureCertificate.objects.get()
        second.pk = None
        second.number, second.previous, second.sha256 = 2, first.sha256, "e" * 64
        for name, value in wrong.items():
            setattr(second, name, value)
        with pytest.raises(IntegrityError, match="does not follow the one before it"):
            way(second)


@pytest.mark.django_db(transaction=True)
def test_hold_waits_for_the_batch_that_is_being_erased_and_stops_the_next(
    footage: Path, camera: Camera, operator: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Placed by another session while the first batch removes its files."""
    from command_center.retention.erasing.files import FileEraser

    monkeypatch.setattr("command_center.retention.erasing.files.BATCH", 2)
    for hours in range(8):
        kept_file(camera, 32 * DAY + hours * HOUR)
    placing, remove = threading.Event(), FileEraser._remove

    def place() -> None:
        placing.set()
        held(operator, [camera])
        connection.close()

    placer = threading.Thread(target=place)

    def slowly(self: FileEraser, file: StoredFile) -> bool:
        if not placing.is_set():
            placer.start()
            placing.wait()
        return remove(self, file)

    monkeypatch.setattr(FileEraser, "_remove", slowly)
    erase(rests=0)
    placer.join()
    left = list(StoredFile.objects.all())
    assert all(on_disk(one).exists() for one in left)
    certified_count = sum(ErasureCertificate.objects.values_list("count", flat=True))
    assert certified_count + len(left) == 8
    placed_at = Hold.objects.get().placed_at
    assert not ErasureCertificate.objects.filter(at__gt=placed_at).exists()
    assert left
