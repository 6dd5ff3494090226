"""Every few seconds: what nobody has acknowledged in time goes to others, once a rule."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from command_center.alerts.announcements import announce
from command_center.desk.situation import Situation
from command_center.desk.waiting import waiting
from command_center.notifications.entering import enter_for
from command_center.notifications.what import What
from command_center.people.reach import EVERYWHERE, Place
from command_center.supervision.models import Escalation, EscalationRule


def escalate(now: datetime | None = None) -> None:
    """One round. Two at once record the same once."""
    now = now or timezone.now()
    rules = list(EscalationRule.objects.filter(ended_at=None))
    open_ones = Escalation.objects.filter(ended_at=None)
    if not rules and not open_ones.exists():
        return
    unseen = [one for one in waiting(EVERYWHERE) if one.needs_attention]
    _end(open_ones, unseen, now)
    recorded = Escalation.objects.filter(alert__in=[one.id for one in unseen])
    known = set(recorded.values_list("rule", "alert"))
    for situation in unseen:
        for rule in rules:
            if is_due(rule, situation, now) and (rule.pk, situation.id) not in known:
                _record(rule, situation)


def is_due(rule: EscalationRule, situation: Situation, now: datetime) -> bool:
    is_its = rule.severity == situation.severity and rule.venue in {None, situation.venue_id}
    return is_its and (now - situation.began_at).total_seconds() >= rule.after_s


def _record(rule: EscalationRule, situation: Situation) -> None:
    """The record and what is to be sent are one; pages are told afterwards."""
    with transaction.atomic():
        made, is_new = Escalation.objects.get_or_create(
            rule=rule,
            alert=situation.id,
            defaults={"camera": situation.camera_id, "venue": situation.venue_id},
        )
        if is_new:
            enter_for(rule.channels, What.ESCALATION, made.pk, situation.venue_id)
    if is_new:
        _tell(situation.id, Place(situation.venue_id, situation.camera_id))


def _end(open_ones: Iterable[Escalation], unseen: Sequence[Situation], now: datetime) -> None:
    waits = {number for one in unseen for number in one.alerts}
    over = [one for one in open_ones if one.alert not in waits]
    Escalation.objects.filter(pk__in=[one.pk for one in over], ended_at=None).update(ended_at=now)
    for one in over:
        _tell(one.alert, Place(one.venue, one.camera))


def _tell(alert: int, place: Place) -> None:
    announce("desk.changed", places=[place], alert=alert)
