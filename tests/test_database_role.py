"""The application's role in PostgreSQL: it does what the pages do, and can undo no rule."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils.translation import override
from launcher.addresses import APPLICATION

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.judging import judge
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.verdict import FollowUp, Outcome
from command_center.database_role import RIGHTS, _stored_models, grant, owns_tables, rights
from command_center.health.deploy_checks import application_is_not_the_owner
from command_center.health.part_rows import part_rows
from command_center.journal.entry import Entry
from command_center.journal.erasing import erase_batch
from command_center.journal.noting import Thing, note
from command_center.journal.operation import Log, Operation
from command_center.journal.sequencing import sequence
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.retention.erasing.run import erase
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera
from tests.retention.keeping import DAY, kept_file

ADDED_TO_ONLY = {
    "calibration_acceptance",
    "evaluation_sampling",
    "evaluation_seed",
    "journal_checkpoint",
    "journal_entry",
    "journal_leaf",
    "journal_publickey",
    "journal_subtree",
    "law_certificate",
    "law_notice",
    "law_obedience",
    "law_orderedcamera",
    "law_regime",
    "law_resumption",
    "law_stop",
    "notices_statement",
    "register_modelload",
    "register_modelreview",
    "register_registeredmodel",
    "reports_annex",
    "reports_deadline",
    "retention_cap",
    "retention_capdecision",
    "retention_erasurecertificate",
    "retention_rule",
    "retention_ruledecision",
    "rights_desk_refusalground",
    "rights_desk_rightsstep",
    "rights_desk_term",
}
KEPT_FOR_GOOD = {
    "people_designation",
    "people_post",
    "people_training",
    "reports_weeklyreport",
    "retention_hold",
    "rights_desk_rightsrequest",
    "venues_pendingchange",
}
TABLES = {model._meta.db_table: model for model in _stored_models()}


@pytest.fixture
def granted(db: None) -> None:
    """Of this test's transaction, as the role is where the server has it not."""
    grant(APPLICATION)


@pytest.fixture
def as_application(granted: None) -> Iterator[None]:
    run(f"SET ROLE {APPLICATION}")
    yield
    run("RESET ROLE")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement: str, because: str = "permission denied") -> bool:
    try:
        with transaction.atomic():
            run(statement)
    except ProgrammingError as error:
        return because in str(error)
    return False


def unwell() -> set[str]:
    with override("en"):
        return {row.label for row in part_rows([]) if not row.is_well}


def test_what_is_only_added_to_is_neither_changed_nor_removed_by_right() -> None:
    only = {table for table, model in TABLES.items() if rights(model) == {"SELECT", "INSERT"}}
    assert only >= ADDED_TO_ONLY
    assert not [table for table in KEPT_FOR_GOOD if "DELETE" in rights(TABLES[table])]
    assert rights(Order) == rights(Camera) == RIGHTS
    assert rights(Alert) == RIGHTS  # what is over age is deleted: its trigger knows when


@pytest.mark.parametrize(
    ("right", "statement"),
    [
        ("UPDATE", 'UPDATE "{table}" SET "{column}" = "{column}"'),
        ("DELETE", 'DELETE FROM "{table}"'),
    ],
)
def test_what_is_not_granted_is_refused(as_application: None, right: str, statement: str) -> None:
    kept = {table: model for table, model in TABLES.items() if right not in rights(model)}
    assert len(kept) > 20
    for table, model in kept.items():
        column = model._meta.concrete_fields[0].column
        assert refused(statement.format(table=table, column=column)), table


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ('TRUNCATE "{}" CASCADE', "permission denied"),
        ('ALTER TABLE "{}" DISABLE TRIGGER ALL', "must be owner"),
        ('ALTER TABLE "{}" DISABLE TRIGGER USER', "must be owner"),
        ('DROP TABLE "{}" CASCADE', "must be owner"),
        (
            'CREATE TRIGGER mine BEFORE INSERT ON "{}" FOR EACH ROW '
            "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "permission denied",
        ),
    ],
)
def test_no_table_is_emptied_or_freed_of_its_rules(
    as_application: None, statement: str, because: str
) -> None:
    for table in TABLES:
        assert refused(statement.format(table), because), table


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE TABLE law_regime_of_mine ()",
        "CREATE TEMPORARY TABLE law_regime (id bigint)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "COPY law_order TO PROGRAM 'cat'",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT setval('law_order_id_seq', 1)",
        "UPDATE django_migrations SET name = name",
    ],
)
def test_no_way_leads_around_the_rules(as_application: None, statement: str) -> None:
    assert refused(statement)


def test_functions_of_the_rules_are_the_owners(as_application: None) -> None:
    assert refused("DROP FUNCTION law_permits CASCADE", "must be owner")
    assert refused("ALTER FUNCTION law_permits RENAME TO permits_no_more", "must be owner")


def test_alerts_are_raised_and_judged(
    as_application: None, order: Order, intrusion: Found, operator: Agent
) -> None:
    alert = raise_alert(intrusion)
    assert alert is not None
    judge(alert, operator, Outcome.CONFIRMED, follow_up=FollowUp.PATROL)
    order.withdraw(operator, "the match is over")
    assert Verdict.objects.get().outcome == Outcome.CONFIRMED


def test_pages_are_signed_in_to_and_shown(
    as_application: None, client: Client, order: Order, operator: Agent
) -> None:
    assert client.login(username="operator", password="correct horse battery")
    for page in ("/", "/orders/"):
        assert client.get(page, follow=True).status_code == 200, page
    client.logout()


def test_rights_of_before_are_taken_back(granted: None) -> None:
    run(f"GRANT ALL ON law_notice TO {APPLICATION}")
    grant(APPLICATION)
    run(f"SET ROLE {APPLICATION}")
    assert refused("TRUNCATE law_notice")
    assert refused("DELETE FROM law_notice")


def test_password_is_kept_as_a_verifier(db: None) -> None:
    grant("vigie_with_password", "a password that no log may show")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'vigie_with_password'")
        assert cursor.fetchone()[0].startswith("SCRAM-SHA-256$")


def test_owner_that_may_make_no_role_says_what_to_do(as_application: None) -> None:
    with pytest.raises(ImproperlyConfigured, match='CREATE ROLE "another" LOGIN'):
        grant("another")


def test_owner_in_the_applications_place_is_told(granted: None) -> None:
    assert [found.id for found in application_is_not_the_owner()] == ["vigie.W001"]
    assert "Rights in the database" in unwell()
    run(f"SET ROLE {APPLICATION}")
    assert not owns_tables()
    assert application_is_not_the_owner() == []
    assert "Rights in the database" not in unwell()
    run("RESET ROLE")
    run(f"GRANT {connection.settings_dict['USER']} TO {APPLICATION}")
    run(f"SET ROLE {APPLICATION}")
    assert owns_tables()  # it need only say so


def test_what_is_over_age_goes_by_its_triggers_leave_only(
    as_application: None, camera: Camera, settings: Any, tmp_path: Path
) -> None:
    settings.STATE_DIR = tmp_path
    old, young = kept_file(camera, 32 * DAY), kept_file(camera, DAY)
    with pytest.raises(IntegrityError, match="only with a certificate"), transaction.atomic():
        StoredFile.objects.filter(pk=old.pk).delete()
    done = erase(rests=0)
    assert done is not None
    assert done.files == 1
    assert list(StoredFile.objects.all()) == [young]


def test_journal_is_written_and_only_its_owner_erases(as_application: None) -> None:
    """By a function that looks whether it is due: nothing is, here."""
    entry = note(Operation.CONSULTATION, Thing("camera", 12, camera=12))
    assert sequence().size == 1
    assert refused("UPDATE journal_entry SET reason = 'another'")
    assert refused(f"DELETE FROM journal_entry WHERE id = {entry.pk}")
    assert erase_batch(Log.VIDEO) == 0
    assert Entry.objects.filter(pk=entry.pk).exists()
