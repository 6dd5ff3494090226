"""The desk: a request comes in, and one step follows another."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from command_center.people.models import Agent
from command_center.rights_desk.deadline import due_on, extended_due_on
from command_center.rights_desk.models import RightsRequest, RightsStep
from command_center.rights_desk.right import State, StepKind

AFTER_ANSWER = frozenset({StepKind.NOTED, StepKind.CLOSED})


class NotTaken(Exception):
    """Says why a step cannot follow, in the reader's language."""


@transaction.atomic
def take_in(request: RightsRequest, by: Agent, identity: str = "") -> RightsRequest:
    """Stores it with its number and its deadline. `identity`: how it was checked already."""
    request.entered_by = by
    request.venue_name = request.venue.name if request.venue else ""
    request.due_on = due_on(request.received_on)
    request.save()
    request.refresh_from_db()
    if identity:
        RightsStep.objects.create(
            request=request, kind=StepKind.IDENTITY_CHECKED, by=by, identity=identity
        )
    return request


def take_step(request: RightsRequest, kind: StepKind, by: Agent, **given: Any) -> RightsStep:
    """`given`: what that kind says. Raises `NotTaken`."""
    if kind not in possible_steps(request.steps.all()):
        raise NotTaken(_("This step cannot follow any more: somebody was faster. Look again."))
    if kind == StepKind.EXTENDED:
        given["due_on"] = extended_due_on(request.received_on)
    try:
        with transaction.atomic():
            return RightsStep.objects.create(request=request, kind=kind, by=by, **given)
    except IntegrityError as error:
        raise NotTaken(_("The database refused this step: %(why)s.") % {"why": error}) from error


def possible_steps(taken: Iterable[RightsStep]) -> list[StepKind]:
    """What may follow, in the order of the list of kinds."""
    kinds = {StepKind(one.kind) for one in taken}
    if StepKind.CLOSED in kinds:
        return []
    if StepKind.ANSWERED in kinds:
        return [kind for kind in StepKind if kind in AFTER_ANSWER]
    spent = {StepKind.CLOSED} | (kinds & {StepKind.EXTENDED, StepKind.BEGUN})
    return [kind for kind in StepKind if kind not in spent]


def state_after(taken: Iterable[RightsStep]) -> State:
    """Steps in the order in which they were taken."""
    state = State.RECEIVED
    for one in taken:
        state = _next(state, StepKind(one.kind))
    return state


def _next(state: State, kind: StepKind) -> State:
    if kind == StepKind.IDENTITY_CHECKED:
        return State.IN_PROGRESS if state == State.IDENTITY_ASKED else state
    follows = {
        StepKind.IDENTITY_ASKED: State.IDENTITY_ASKED,
        StepKind.BEGUN: State.IN_PROGRESS,
        StepKind.EXTRACT_NAMED: State.IN_PROGRESS,
        StepKind.ANSWERED: State.ANSWERED,
        StepKind.CLOSED: State.CLOSED,
    }
    return follows.get(kind, state)
