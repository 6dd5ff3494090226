"""Entries get their places in one log, and nothing that the application did not write does."""

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from command_center.journal.checkpoint import checkpoint
from command_center.journal.merkle import EMPTY_ROOT, root_of
from command_center.journal.models import Entry, Leaf, Operation, WaitingEntry
from command_center.journal.nodes import stored_nodes
from command_center.journal.noting import Thing, note, note_all
from command_center.journal.sequencing import head, sequence


def fill(count: int) -> None:
    note_all(Operation.CONSULTATION, [Thing("camera", n, camera=n) for n in range(count)])


@pytest.mark.django_db
def test_an_empty_log_has_the_empty_root() -> None:
    assert (head().size, head().root) == (0, EMPTY_ROOT)


@pytest.mark.django_db
def test_the_head_is_the_root_of_the_stored_tree() -> None:
    for count in (1, 300, 7, 600):
        fill(count)
        found = sequence()
        assert found.root == root_of(stored_nodes(), 0, found.size)
    assert found.size == 908
    assert not WaitingEntry.objects.exists()


@pytest.mark.django_db
def test_detail_of_every_kind_comes_back_as_it_was_sealed() -> None:
    odd = {"a": 1.5, "é\0": "\ud800", "n": None, "b": True, "l": [1, {"x": 10**30}], "t": (1,)}
    note(Operation.ACCESS, Thing("agent\0", "1\0", detail=odd), reason="why \0" * 200)
    assert sequence().size == 1


@pytest.mark.django_db
def test_a_row_that_the_application_did_not_write_gets_no_place() -> None:
    note(Operation.ACCESS, Thing("agent", 1))
    with connection.cursor() as cursor:
        cursor.execute("""
            INSERT INTO journal_entry (salt, log, operation, object_kind, object_id, reason,
                recipients, author_name, address, session, detail)
            SELECT gen_random_uuid(), log, operation, object_kind, object_id, 'forged', recipients,
                author_name, address, session, detail FROM journal_entry RETURNING id
        """)
        forged = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO journal_waitingentry (entry, seal, is_refused) "
            "SELECT %s, seal, false FROM journal_waitingentry",
            [forged],
        )
    assert sequence().size == 1
    assert WaitingEntry.objects.get().entry == forged
    assert WaitingEntry.objects.get().is_refused


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["entry", "leaf", "subtree", "checkpoint", "publickey"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_nothing_is_changed_or_removed(table: str, change: str) -> None:
    fill(300)
    checkpoint()
    column = {"entry": "reason", "leaf": "hash", "checkpoint": "size", "publickey": "known_at"}
    name = column.get(table, "hash")
    words = change.format(f"journal_{table}", name, name)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.django_db(transaction=True)
def test_two_writers_and_two_sequencers_keep_one_chain() -> None:
    def write() -> None:
        for _ in range(60):
            fill(5)
        sequence()
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found = sequence()
    assert found.size == Entry.objects.count() == 900
    assert found.root == root_of(stored_nodes(), 0, 900)
    indexes = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    assert indexes == list(range(900))
