"""Each hard rule is needed: with it alone taken away, what it refuses goes through.

PostgreSQL undoes the taking away with the test's transaction.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.certifying import Going, certify, certify_early, certify_orphans
from command_center.retention.classes import RetentionClass
from command_center.retention.limits import limits
from command_center.retention.models import (
    Cap,
    ErasureCertificate,
    Hold,
    Rule,
    RuleDecision,
    StoredFile,
)
from command_center.venues.models import Camera
from tests.law.ways import delete_by_sql
from tests.retention.keeping import (
    DAY,
    HOUR,
    held,
    kept_alert,
    kept_file,
    ruled,
    unsaved_file,
    unsaved_hold,
)

pytestmark = pytest.mark.django_db


class Scene(NamedTuple):
    camera: Camera
    order: Order
    agent: Agent
    second: Agent


@pytest.fixture
def scene(footage: Path, camera: Camera, day_order: Order, operator: Agent, second: Agent) -> Scene:
    return Scene(camera, day_order, operator, second)


def cap(scene: Scene, what: str, months: int, **given: object) -> None:
    usual = {"source": "x", "confirmation": "text", "author": scene.agent, "reason": "x"}
    Cap.objects.create(what=what, months=months, **usual | given)


def a_file(scene: Scene, **given: object) -> None:
    unsaved_file(scene.camera, timezone.now() - HOUR, **given).save()


def a_hold(scene: Scene, **given: object) -> None:
    unsaved_hold(scene.agent, [scene.camera], **given).save()


def change_file(scene: Scene) -> None:
    a_file(scene)
    now = timezone.now()
    StoredFile.objects.update(captured_from=now, captured_until=now)


def mark_young(scene: Scene) -> None:
    a_file(scene)
    StoredFile.objects.update(erasing_since=timezone.now())


def delete_old_unsaid(scene: Scene) -> None:
    delete_by_sql(kept_file(scene.camera, 32 * DAY))


def recorded(scene: Scene, age: timedelta, **given: object) -> StoredFile:
    return kept_file(scene.camera, age, **{"what": "recordings", **given})


def mark_early(*files: StoredFile) -> None:
    StoredFile.objects.filter(pk__in=[one.pk for one in files]).update(
        erasing_since=timezone.now(), goes_early=True
    )


def a_clip_goes_early(scene: Scene) -> None:
    mark_early(recorded(scene, DAY, what="clips"))


def the_newest_goes_early(scene: Scene) -> None:
    mark_early(recorded(scene, timedelta(minutes=9)))


def a_younger_one_goes_first(scene: Scene) -> None:
    recorded(scene, 3 * DAY)
    mark_early(recorded(scene, 2 * DAY))


def what_is_held_goes_early(scene: Scene) -> None:
    file = recorded(scene, 2 * DAY)
    held(scene.agent, files=[file.pk])
    mark_early(file)


def it_was_over_age_after_all(scene: Scene) -> None:
    mark_early(recorded(scene, 2 * DAY))
    StoredFile.objects.update(goes_early=False)


def certified(file: StoredFile, cause: str) -> None:
    going = Going([[file.pk, file.path, file.sha256]], [file.captured_from])
    if cause == "disk_budget":
        certify_early(going, "x")
    else:
        certify(going, limits(RetentionClass.RECORDINGS)[0])


def said_to_be_over_age(scene: Scene) -> None:
    file = recorded(scene, 2 * DAY)
    mark_early(file)
    certified(file, "over_age")
    file.delete()


def said_to_be_for_room(scene: Scene) -> None:
    file = recorded(scene, 32 * DAY)
    certified(file, "disk_budget")
    file.delete()


def early_and_unsaid(scene: Scene) -> None:
    """With a certificate of the right cause, of another file."""
    file, other = recorded(scene, 2 * DAY), recorded(scene, 2 * DAY)
    mark_early(file, other)
    certified(other, "disk_budget")
    take_away("retention_storedfile", "certified_for_its_cause")
    file.delete()


def unmarked_and_young(scene: Scene) -> None:
    file = recorded(scene, 2 * DAY)
    certified(file, "disk_budget")
    take_away("retention_storedfile", "certified_for_its_cause")
    file.delete()


def alerts_for_room(scene: Scene) -> None:
    before = certify_early(Going([[1, "x"]], [timezone.now()]), "x")
    ErasureCertificate.objects.create(
        number=before.number + 1,
        at=before.at,
        cause="disk_budget",
        what="clips",
        rule_text="x",
        count=1,
        oldest_at=before.at,
        newest_at=before.at,
        items=[["b", 1]],
        previous=before.sha256,
        sha256="d" * 64,
    )


def delete_young_alert(scene: Scene) -> None:
    delete_by_sql(kept_alert(scene.camera, scene.order, HOUR))


def agree_to_own(scene: Scene) -> None:
    ruled(scene.agent, 24)
    RuleDecision.objects.create(
        of=ruled(scene.agent, 48), by=scene.agent, is_accepted=True, at=timezone.now()
    )


def shorten_a_rule(scene: Scene) -> None:
    ruled(scene.agent, 24)
    Rule.objects.update(keep_hours=48)


def lengthen_a_hold(scene: Scene) -> None:
    a_hold(scene)
    Hold.objects.update(ends_at=timezone.now() + 900 * DAY)


def release_unsaid(scene: Scene) -> None:
    held(scene.agent, [scene.camera])
    Hold.objects.update(released_at=timezone.now())


def delete_hold(scene: Scene) -> None:
    delete_by_sql(held(scene.agent, [scene.camera]))


def change_certificate(scene: Scene) -> None:
    certify_orphans(Going([["a", 1]], [timezone.now()]), "x")
    ErasureCertificate.objects.update(count=9)


def skip_a_number(scene: Scene) -> None:
    certificate = certify_orphans(Going([["a", 1]], [timezone.now()]), "x")
    ErasureCertificate.objects.create(
        number=7,
        at=certificate.at,
        cause="orphan",
        rule_text="x",
        count=1,
        oldest_at=certificate.at,
        newest_at=certificate.at,
        items=[["b", 1]],
        previous=certificate.sha256,
        sha256="d" * 64,
    )


CLAUSES: dict[str, tuple[str, str, Callable[[Scene], None]]] = {
    "15 cap of images": (
        "retention_cap",
        "images_are_kept_one_month_at_most",
        lambda scene: cap(scene, "clips", 2),
    ),
    "15 rule within the cap": (
        "retention_rule",
        "within_the_cap",
        lambda scene: Rule.objects.create(
            what="clips",
            keep_hours=900,
            author=scene.agent,
            reason="x",
            entered_at=timezone.now(),
        ),
    ),
    "15 rule is kept": ("retention_rule", "never_changes", shorten_a_rule),
    "15 second administrator": ("retention_ruledecision", "decided_by_another", agree_to_own),
    "15 file keeps its age": ("retention_storedfile", "kept_as_stored", change_file),
    "15 no image of tomorrow": (
        "retention_storedfile",
        "stored_now",
        lambda scene: unsaved_file(scene.camera, timezone.now() + DAY).save(),
    ),
    "15 file in the folder": (
        "retention_storedfile",
        "file_lies_in_the_folder",
        lambda scene: a_file(scene, path="../secret_key"),
    ),
    "15 class of images": (
        "retention_storedfile",
        "file_is_of_a_class_of_images",
        lambda scene: a_file(scene, what="training_samples"),
    ),
    "15 nothing goes unsaid": ("retention_storedfile", "erased_when_due", delete_old_unsaid),
    "15 young file stays": ("retention_storedfile", "marked_when_due", mark_young),
    "15 only recordings early": (
        "retention_storedfile",
        "only_recordings_go_early",
        a_clip_goes_early,
    ),
    "15 newest stay": ("retention_storedfile", "newest_stay", the_newest_goes_early),
    "15 oldest go first": ("retention_storedfile", "oldest_go_first", a_younger_one_goes_first),
    "15 held is not early": ("retention_storedfile", "marked_when_due", what_is_held_goes_early),
    "15 early stays early": ("retention_storedfile", "kept_as_stored", it_was_over_age_after_all),
    "15 early is said": ("retention_storedfile", "certified_for_its_cause", said_to_be_over_age),
    "15 over age is said": ("retention_storedfile", "certified_for_its_cause", said_to_be_for_room),
    "15 each early one is named": ("retention_storedfile", "erased_when_due", early_and_unsaid),
    "15 none early unmarked": ("retention_storedfile", "erased_when_due", unmarked_and_young),
    "15 room by recordings only": (
        "retention_erasurecertificate",
        "certificate_says_what_was_erased",
        alerts_for_room,
    ),
    "15 young alert stays": ("alerts_alert", "erased_when_due", delete_young_alert),
    "14 certificate is kept": ("retention_erasurecertificate", "never_changes", change_certificate),
    "14 chain": ("retention_erasurecertificate", "follows_the_one_before", skip_a_number),
    "14 cap has an author": (
        "retention_cap",
        "entered",
        lambda scene: cap(scene, "log_video", 24, author=None, entered_at=timezone.now()),
    ),
    "16 reference": (
        "retention_hold",
        "nothing_is_held_without_a_reference",
        lambda scene: a_hold(scene, reference=" "),
    ),
    "16 procedure": (
        "retention_hold",
        "hold_is_for_a_known_procedure",
        lambda scene: a_hold(scene, procedure="x"),
    ),
    "16 says what it covers": (
        "retention_hold",
        "hold_says_what_it_covers",
        lambda scene: a_hold(scene, covers_from=None),
    ),
    "16 an end to come": (
        "retention_hold",
        "placed_now",
        lambda scene: a_hold(scene, ends_at=timezone.now() - timedelta(minutes=1)),
    ),
    "16 kept as placed": ("retention_hold", "released_once", lengthen_a_hold),
    "16 released by somebody": (
        "retention_hold",
        "hold_is_released_by_somebody_for_a_reason",
        release_unsaid,
    ),
    "16 never deleted": ("retention_hold", "never_deleted", delete_hold),
}
"""Row of the law and what the clause says: its table, its name, what it alone refuses."""


def take_away(table: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [table, f"pgtrigger\\_{name}\\_%"],
        )
        found = cursor.fetchall()
        for (trigger,) in found:
            cursor.execute(f'DROP TRIGGER "{trigger}" ON {table}')
        if not found:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


@pytest.mark.parametrize("clause", CLAUSES)
def test_only_this_clause_refuses(clause: str, scene: Scene) -> None:
    table, name, act = CLAUSES[clause]
    with pytest.raises(DatabaseError), transaction.atomic():
        act(scene)
    take_away(table, name)
    act(scene)
