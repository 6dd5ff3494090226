"""Entries of any time and kind, as the application would have written them."""

from datetime import datetime
from typing import Any

from django.db import connection

from command_center.journal.models import Entry, Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import Origin
from command_center.people.models import Agent


def planted(at: datetime | None = None, **given: Any) -> Entry:
    """`given`: fields of the entry. Its time is put there before its seal is forgotten: no test of
    pages asks for the proof of what it planted in the past."""
    fields = {"operation": Operation.CONSULTATION, "object_kind": "camera", **given}
    agent: Agent | None = fields.pop("agent", None)
    origin = Origin(
        agent.pk if agent else fields.get("author"),
        agent.username if agent else fields.get("author_name", ""),
        fields.get("address", "192.0.2.7"),
        fields.get("session", ""),
    )
    thing = Thing(
        fields["object_kind"],
        fields.get("object_id", ""),
        fields.get("camera"),
        fields.get("venue"),
        fields.get("seen_from"),
        fields.get("seen_to"),
        detail=fields.get("detail", {}),
    )
    entry = note(fields["operation"], thing, origin, reason=fields.get("reason", ""))
    return _dated(entry, at) if at else entry


def _dated(entry: Entry, at: datetime) -> Entry:
    """As the owner of the database might: the rules of this table are off for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET at = %s WHERE id = %s", [at, entry.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    entry.at = at
    return entry
