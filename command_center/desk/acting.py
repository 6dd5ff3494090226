"""The one door for acts: a situation is taken in hand, given to a colleague, left to others."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from command_center.alerts.models import Alert
from command_center.desk.act import Act, What
from command_center.desk.colleagues import may_take
from command_center.desk.refusal import Held, Refused, gone, held_by
from command_center.desk.situation import Situation
from command_center.desk.telling import tell_changed
from command_center.desk.waiting import lock_alerts, situation_of
from command_center.people.models import Agent
from command_center.people.reach import Place


class MayNotAct(PermissionDenied):
    """The agent's designation or a training has ended."""


@transaction.atomic
def acknowledge(alert_id: int, by: Agent, seen_owner: str = "") -> Act | None:
    """Seen, and from now on in this agent's hands; None where it is so already. `seen_owner`: from
    whom it is knowingly taken over. Raises `Refused`: the first of two holds it."""
    there = locked(alert_id)
    if there.owner_id == by.pk:
        return None
    if there.owner and there.owner != seen_owner:
        raise held_by(there)
    if there.owner:
        return _keep(there, What.GIVEN, by, to=by)
    return _keep(there, What.ACKNOWLEDGED, by)


@transaction.atomic
def give(alert_id: int, by: Agent, to: Agent) -> Act | None:
    """Into a colleague's hands; None where it is there already. Raises `Refused`."""
    there = locked(alert_id)
    if there.owner_id == to.pk:
        return None
    if not may_take(to, Place(there.venue_id, there.camera_id)):
        raise Refused(_("%(agent)s may not see what happens there.") % {"agent": to})
    return _keep(there, What.GIVEN, by, to=to)


@transaction.atomic
def release(alert_id: int, by: Agent) -> Act | None:
    """Out of one's own hands: it asks for attention again. None where nobody has it. Raises
    `Refused`."""
    there = locked(alert_id)
    if not there.owner:
        return None
    if there.owner_id != by.pk:
        raise held_by(there)
    return _keep(there, What.RELEASED, by)


def locked(alert_id: int) -> Situation:
    """As it is once nobody else can act on it. Raises `Gone`."""
    there = situation_of(alert_id)
    if there:
        lock_alerts(there.alerts)
        there = situation_of(alert_id)
    if there is None:
        raise gone(Alert.objects.get(pk=alert_id))
    return there


def _keep(there: Situation, what: What, by: Agent, to: Agent | None = None) -> Act:
    act = Act(alert_id=_named(there), agent=by, what=what, to=to)
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError as error:
        if "may not see" in str(error):
            raise MayNotAct(str(error)) from error
        raise Held(_("Somebody else did something meanwhile. Look again.")) from error
    tell_changed(there)
    return act


def _named(there: Situation) -> int:
    """All acts on a situation are on the same alert, so that PostgreSQL sees their order."""
    done = Act.objects.filter(alert__in=there.alerts).order_by("-id")
    return done.values_list("alert", flat=True).first() or there.id
