"""Designations and trainings as entered: never changed, revoked once, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from command_center.people.models import Agent, Designation, Subject, Training
from tests.law.emptying import emptying
from tests.people.trained import designated, taught

TABLES = ["people_designation", "people_training"]
KINDS: list[type[Designation] | type[Training]] = [Designation, Training]
CHANGES = {
    "people_designation": [
        "agent_id = agent_id + 1",
        "authority = 'me'",
        "service = 'gendarmerie'",
        "scope = 'everywhere'",
        "starts_at = starts_at - interval '1 day'",
        "ends_at = ends_at + interval '1 day'",
        "entered_at = entered_at - interval '1 day'",
    ],
    "people_training": [
        "subject = 'operating'",
        "given_on = given_on - 1",
        "ends_at = ends_at + interval '1 day'",
        "provider = 'me'",
        "evidence = 'none'",
        "entered_at = entered_at - interval '1 day'",
    ],
}


def refused(statement: str, values: Any = None) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    ("table", "change"), [(table, one) for table in TABLES for one in CHANGES[table]]
)
def test_nothing_that_was_entered_changes(operator: Agent, table: str, change: str) -> None:
    where = " WHERE subject = 'data_protection'" if table == "people_training" else ""
    assert refused(f"UPDATE {table} SET {change}{where}")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_goes(operator: Agent, table: str) -> None:
    assert refused(f"DELETE FROM {table}")
    emptying(allowed=False)
    try:
        assert refused(f"TRUNCATE {table} CASCADE")
    finally:
        emptying(allowed=True)


@pytest.mark.parametrize("kind", KINDS)
def test_revocation_is_dated_by_the_database_and_final(
    operator: Agent, stranger: Agent, kind: type[Designation] | type[Training]
) -> None:
    row = kind.objects.first()
    assert row
    before = timezone.now()
    long_ago = before - timedelta(days=9)
    kind.objects.filter(pk=row.pk).update(
        revoked_at=long_ago, revoked_by=stranger, revoked_reason="left"
    )
    row.refresh_from_db()
    assert row.revoked_at
    assert before <= row.revoked_at <= timezone.now()
    assert not row.revoke(stranger, "again")
    table = kind._meta.db_table
    for undo in ("revoked_at = NULL", "revoked_reason = 'other'", "revoked_at = revoked_at"):
        assert refused(f"UPDATE {table} SET {undo} WHERE id = %s", [row.pk])


@pytest.mark.parametrize("kind", KINDS)
def test_revocation_names_somebody_and_a_reason(
    operator: Agent, stranger: Agent, kind: type[Designation] | type[Training]
) -> None:
    table = kind._meta.db_table
    assert refused(f"UPDATE {table} SET revoked_at = now()")
    assert refused(f"UPDATE {table} SET revoked_at = now(), revoked_reason = 'left'")
    assert refused(f"UPDATE {table} SET revoked_by_id = %s", [stranger.pk])
    assert not refused(
        f"UPDATE {table} SET revoked_by_id = %s, revoked_reason = 'left'", [stranger.pk]
    )


def test_entry_is_dated_by_the_database(stranger: Agent) -> None:
    before = timezone.now() - timedelta(seconds=60)
    entered = designated(stranger, entered_at=before - timedelta(days=900))
    entered.refresh_from_db()
    assert before < entered.entered_at


def test_nothing_is_entered_as_revoked(stranger: Agent, operator: Agent) -> None:
    given = {"revoked_at": timezone.now(), "revoked_by": operator, "revoked_reason": "left"}
    with pytest.raises(IntegrityError), transaction.atomic():
        designated(stranger, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        taught(stranger, Subject.OPERATING, **given)


@pytest.mark.parametrize(
    "given",
    [
        {"ends_at": timezone.now() - timedelta(days=3)},
        {"service": "army"},
        {"service": ""},
        {"authority": ""},
        {"scope": ""},
    ],
    ids=lambda given: next(iter(given)),
)
def test_designation_that_makes_no_sense_is_refused(
    stranger: Agent, given: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        designated(stranger, **given)


@pytest.mark.parametrize(
    "given",
    [
        {"ends_at": timezone.now() - timedelta(days=3)},
        {"given_on": (timezone.now() + timedelta(days=2)).date()},
        {"provider": ""},
        {"evidence": ""},
    ],
    ids=lambda given: next(iter(given)),
)
def test_training_that_makes_no_sense_is_refused(stranger: Agent, given: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        taught(stranger, Subject.OPERATING, **given)


def test_training_is_of_one_of_the_two_subjects(stranger: Agent) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.create(
            agent=stranger,
            subject="cooking",
            given_on=timezone.now().date(),
            ends_at=timezone.now() + timedelta(days=9),
            provider="Academy",
            evidence="1",
        )


def test_nobody_enters_their_own(stranger: Agent) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        designated(stranger, entered_by=stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        taught(stranger, Subject.OPERATING, entered_by=stranger)
