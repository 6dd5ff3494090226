"""What the register knows is added to, and never changed or removed: PostgreSQL refuses it."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError, ProgrammingError
from django.utils import timezone

from command_center.people.models import Agent
from command_center.register.entering import Review, add_review
from command_center.register.loading import expected
from command_center.register.measuring import ask
from command_center.register.models import ModelLoad, RegisteredModel
from tests.register.exports import registered

KNOWN = Review("AGPL-3.0", "Ultralytics", "", "read on their page")
REFUSED = (ProgrammingError, InternalError)


@pytest.fixture
def kept(operator: Agent) -> RegisteredModel:
    model = registered()
    add_review(model, KNOWN, operator)
    ModelLoad.objects.create(
        machine="here", file=model.file, sha256=model.sha256, is_accepted=True, at=timezone.now()
    )
    return model


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE register_registeredmodel SET sha256 = repeat('b', 64)",
        "DELETE FROM register_registeredmodel",
        "UPDATE register_modelreview SET licence = 'MIT'",
        "DELETE FROM register_modelreview",
        "UPDATE register_modelload SET is_accepted = false",
        "DELETE FROM register_modelload",
    ],
)
def test_nothing_is_changed_or_removed(kept: RegisteredModel, sql: str) -> None:
    with pytest.raises(REFUSED, match="pgtrigger"), transaction.atomic():  # noqa: SIM117
        with connection.cursor() as cursor:
            cursor.execute(sql)


def test_measurement_is_made_once(kept: RegisteredModel, operator: Agent) -> None:
    measured = ask(kept, operator)
    measured.ms, measured.finished_at = 20.0, timezone.now()
    measured.save()
    measured.ms = 2.0
    with pytest.raises(REFUSED, match="pgtrigger"):
        measured.save()


@pytest.mark.django_db
def test_only_the_first_of_a_file_is_entered_by_itself() -> None:
    registered(sha256="a1" * 32)
    with pytest.raises(IntegrityError, match="only_the_first"):
        registered(sha256="b2" * 32)


@pytest.mark.django_db
def test_what_is_no_sha256_is_refused() -> None:
    with pytest.raises(IntegrityError, match="digest_is_a_sha256"):
        registered(sha256="A1" * 32)


def test_retired_model_is_expected_no_more_and_its_file_is_not_new(
    kept: RegisteredModel, operator: Agent
) -> None:
    assert expected() == {kept.file: {kept.sha256}}
    add_review(kept, KNOWN, operator, is_retired=True)
    assert expected() == {kept.file: frozenset()}
    add_review(kept, KNOWN, operator, is_retired=False)
    assert expected() == {kept.file: {kept.sha256}}
