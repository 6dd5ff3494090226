"""Verdicts on a situation: on all its alerts that were seen, or on none; taken back as one too."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from command_center.alerts.judging import TooLate, judge, withdraw
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.withdrawal import WITHIN
from command_center.desk.refusal import Gone, Held, Refused, judged
from command_center.desk.waiting import lock_alerts, situation_of
from command_center.people.models import Agent


@transaction.atomic
def settle(alert_id: int, seen: Sequence[int], by: Agent, said: dict[str, str]) -> list[Verdict]:
    """`seen`: the numbers that the page showed; an alert that joined since goes on to wait. None:
    all there are. Raises `Refused`: where somebody has judged one of them, nothing is stored."""
    alerts = lock_alerts(_seen(alert_id, seen))
    if not _are_one(alerts, alert_id) or len(alerts) < len(set(seen)):
        raise Refused(_("These are not alerts of one situation: nothing was judged."))
    standing = Verdict.objects.filter(alert__in=alerts).select_related("agent")
    first = standing.first()
    if first:
        raise Held(judged(first))
    return [judge(alert, by, **said) for alert in alerts]


@transaction.atomic
def undo(alert_id: int, by: Agent) -> int:
    """Takes back what this agent has just said of the situation; of how many alerts. Raises
    `Refused`, and after ten seconds `Gone`."""
    alert = Alert.objects.get(pk=alert_id)
    given = Verdict.objects.filter(
        alert__camera=alert.camera_id,
        alert__kind=alert.kind,
        alert__zone_name=alert.zone_name,
        agent=by,
        at__gte=Now() - WITHIN,
    )
    verdicts = list(given.order_by("alert"))
    if not verdicts:
        raise Gone(_("A verdict is taken back within ten seconds only: give another instead."))
    try:
        withdraw(verdicts, by)
    except TooLate as late:
        raise Gone(
            _("A verdict is taken back within ten seconds only: give another instead.")
        ) from late
    return len(verdicts)


def _seen(alert_id: int, seen: Sequence[int]) -> Sequence[int]:
    if seen:
        return seen
    there = situation_of(alert_id)
    return there.alerts if there else [alert_id]


def _are_one(alerts: Sequence[Alert], alert_id: int) -> bool:
    """Of one camera, kind and zone, that named in the address among them: a right at one place
    judges nothing at another."""
    places = {(one.camera_id, one.kind, one.zone_name) for one in alerts}
    return len(places) == 1 and alert_id in {one.pk for one in alerts}
