"""The one door for what is put aside: shelved, suppressed by design, out of service; and lifted."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from command_center.desk.acting import locked
from command_center.desk.limits import SHELVED_AT_MOST
from command_center.desk.models import Suppression
from command_center.desk.refusal import Held, Refused
from command_center.desk.suppression import Form
from command_center.desk.telling import tell_changed, tell_changed_at
from command_center.people.models import Agent
from command_center.people.reach import Place


class MayNotPutAside(PermissionDenied):
    """The agent's designation or a training has ended."""


@transaction.atomic
def shelve(alert_id: int, by: Agent, lasts: timedelta, reason: str) -> Suppression:
    """All alerts of the situation's camera and kind, for a while. Raises `Refused`."""
    if not reason.strip():
        raise Refused(_("Say in a few words why: whoever comes after must know."))
    if not timedelta() < lasts <= SHELVED_AT_MOST:
        most = round(SHELVED_AT_MOST / timedelta(minutes=1))
        raise Refused(_("Choose for how long: at most %(most)s minutes.") % {"most": most})
    there = locked(alert_id)
    if there.put_aside:
        raise Held(_("It is put aside already, by %(agent)s.") % {"agent": there.put_aside.agent})
    shelved = Suppression(
        form=Form.SHELVED,
        camera_id=there.camera_id,
        kind=there.kind.value,
        agent=by,
        until=timezone.now() + lasts,
        reason=reason.strip()[:300],
    )
    put_aside(shelved)
    tell_changed(there)
    return shelved


@transaction.atomic
def put_aside(suppression: Suppression) -> Suppression:
    """Stores it, and tells every page that shows its camera. Raises `Refused`."""
    try:
        with transaction.atomic():
            suppression.save(force_insert=True)
    except IntegrityError as error:
        if "may not see" in str(error):
            raise MayNotPutAside(str(error)) from error
        raise Refused(_("The database refused this: %(why)s.") % {"why": error}) from error
    suppression.refresh_from_db(fields=["at"])
    tell_changed_at(_place(suppression))
    return suppression


@transaction.atomic
def lift(suppression: Suppression, by: Agent) -> None:
    """What it put aside is in the queue again. Raises `Held` where it was not in force any more."""
    if not Suppression.objects.lift(suppression.pk, by):
        raise Held(_told_end(suppression))
    tell_changed_at(_place(suppression))


def _told_end(suppression: Suppression) -> str:
    suppression.refresh_from_db()
    if suppression.lifted_by:
        return _("%(agent)s has lifted it already.") % {"agent": suppression.lifted_by}
    until = date_format(localtime(suppression.until), "SHORT_DATETIME_FORMAT")
    return _("Its time was over already (%(until)s).") % {"until": until}


def _place(suppression: Suppression) -> Place:
    return Place(suppression.camera.venue_id, suppression.camera_id)
