"""The desk: an extract is asked for, released by another person or refused, and handed over."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from command_center.extracts.models import Extract, ExtractStep
from command_center.extracts.step import StepKind
from command_center.people.models import Agent
from command_center.retention.models import Hold

NOT_HELD = gettext_noop("Nothing is held for it any more.")


class NotTaken(Exception):
    """Says why a step cannot follow, in the reader's language."""


@transaction.atomic
def ask(extract: Extract, by: Agent, keep_until: datetime) -> Extract:
    """Stores it with its number, and holds what it is asked of until it is handed over, or at the
    latest until `keep_until`."""
    extract.hold = Hold.objects.create(
        procedure=extract.procedure,
        reference=extract.reference,
        authority=extract.authority,
        requester=extract.requester,
        cameras=extract.cameras,
        covers_from=extract.covers_from,
        covers_until=extract.covers_until,
        placed_by=by,
        ends_at=keep_until,
    )
    extract.asked_by = by
    extract.save()
    extract.refresh_from_db()
    return extract


def release(extract: Extract, by: Agent) -> ExtractStep:
    """Raises `NotTaken`, for who asked for it too."""
    if by.pk == extract.asked_by_id:
        raise NotTaken(_("Somebody else releases it: you asked for it."))
    return _taken(extract, StepKind.RELEASED, by=by)


@transaction.atomic
def refuse(extract: Extract, by: Agent, why: str) -> ExtractStep:
    """By the second person, or withdrawn by who asked. Raises `NotTaken`."""
    step = _taken(extract, StepKind.REFUSED, by=by, words=why)
    extract.hold.release(by, f"{extract.number}: {why}"[:300])
    return step


@transaction.atomic
def hand_over(extract: Extract, by: Agent, received_by: str) -> ExtractStep:
    """The copy serves the procedure from now on, so that nothing is held any more. Raises
    `NotTaken`."""
    step = _taken(extract, StepKind.HANDED_OVER, by=by, received_by=received_by)
    why = f"{extract.number} → {received_by}"
    extract.hold.release(by, why[:300], extract.number)
    return step


def expire_old(now: datetime | None = None) -> int:
    """Those whose hold has ended before they were handed over. How many."""
    at = now or timezone.now()
    is_closed = Q(steps__kind__in=[StepKind.HANDED_OVER, StepKind.REFUSED, StepKind.EXPIRED])
    found = Extract.objects.exclude(is_closed).filter(hold__ends_at__lte=at)
    return sum(expire(one, NOT_HELD) for one in found)


def expire(extract: Extract, why: str) -> bool:
    """Whether it was open until now."""
    try:
        _taken(extract, StepKind.EXPIRED, words=why[:500])
    except NotTaken:
        return False
    return True


def _taken(extract: Extract, kind: StepKind, **given: Any) -> ExtractStep:
    try:
        with transaction.atomic():
            return ExtractStep.objects.create(extract=extract, kind=kind, **given)
    except IntegrityError as error:
        text = _("This step cannot follow any more: somebody was faster. Look again. (%(why)s)")
        raise NotTaken(text % {"why": str(error).splitlines()[0]}) from error
