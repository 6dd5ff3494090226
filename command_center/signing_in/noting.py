"""What the journal is told of signing in."""

from django.http import HttpRequest

from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation
from command_center.journal.origin import SOFTWARE, origin_of
from command_center.people.models import Agent


def note_access(
    kind: str, agent: Agent | None, request: HttpRequest | None, **detail: object
) -> None:
    """Who came to the door: `agent` is whose account it is about; None where there is no such."""
    _note(Operation.ACCESS, kind, agent, request, "", detail)


def note_change(
    kind: str,
    agent: Agent,
    request: HttpRequest | None,
    reason: str = "",
    **detail: object,
) -> None:
    _note(Operation.MODIFICATION, kind, agent, request, reason, detail)


def _note(
    operation: Operation,
    kind: str,
    agent: Agent | None,
    request: HttpRequest | None,
    reason: str,
    detail: dict[str, object],
) -> None:
    thing = Thing(kind, agent.pk if agent else "", detail=detail)
    note(operation, thing, origin_of(request) if request else SOFTWARE, reason=reason)
