"""A change that weakens a guarantee waits until another administrator has decided."""

from django.db import transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.venues.camera_setup import put_setup
from command_center.venues.models import PendingChange
from command_center.venues.versions import SecondPersonNeeded, changing


class AnotherWaits(Exception):
    """One change of a camera waits at most: `pending` is to be decided first."""

    def __init__(self, pending: PendingChange) -> None:
        super().__init__(f"Camera “{pending.camera}”: a change waits for approval already.")
        self.pending = pending


def wait_for_second(needed: SecondPersonNeeded) -> PendingChange:
    """Keep what was wanted; nothing of it is in force. Raises `AnotherWaits`."""
    wanted = needed.wanted
    assert wanted.author is not None
    with transaction.atomic():
        pending, is_new = PendingChange.objects.get_or_create(
            camera=wanted.camera,
            decided_at=None,
            defaults={
                "based_on": wanted.number - 1,
                "setup": wanted.setup,
                "author": wanted.author,
                "at": wanted.at,
                "reason": wanted.reason,
            },
        )
    if not is_new:
        raise AnotherWaits(pending)
    return pending


def approve(pending: PendingChange, by: Agent) -> None:
    """Bring it into force. Raises `Outdated` where the camera was changed meanwhile; PostgreSQL
    refuses its author."""
    with transaction.atomic():
        _decide(pending, by, is_accepted=True)
        with changing(
            pending.camera_id, pending.based_on, pending.author, pending.reason, approved_by=by
        ) as camera:
            put_setup(camera, pending.setup)


def refuse(pending: PendingChange, by: Agent) -> None:
    """Its author may: that takes it back."""
    _decide(pending, by, is_accepted=False)


def _decide(pending: PendingChange, by: Agent, is_accepted: bool) -> None:
    open_ones = PendingChange.objects.filter(pk=pending.pk, decided_at=None)
    decided = open_ones.update(decided_by=by, decided_at=timezone.now(), is_accepted=is_accepted)
    if not decided:
        raise AlreadyDecided(pending)


class AlreadyDecided(Exception):
    """Somebody was faster."""
