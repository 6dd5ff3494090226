"""How the page of escalations shows rules, and what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.notifications.models import Channel
from command_center.people.reach import Place, Reach
from command_center.supervision.desk_check import Why
from command_center.supervision.escalated_to import EscalatedTo
from command_center.supervision.escalation_words import seconds_words
from command_center.supervision.models import DeskAlarm, DeskCheck, Escalation, EscalationRule
from command_center.venues.models import Venue

MOST = 50


@dataclass(frozen=True, slots=True)
class RuleRow:
    number: int
    severity: str
    what: str
    venue: str
    to: str
    channels: str
    at: datetime
    author: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PastRow:
    """`alert`: its number, None of a desk."""

    alert: int | None
    what: str
    venue: str
    to: str
    at: datetime
    ended_at: datetime | None


def rule_rows(found: Iterable[EscalationRule] | Iterable[DeskCheck], reach: Reach) -> list[RuleRow]:
    """Those for all venues, and those of venues that are reached wholly."""
    venues = dict(Venue.objects.values_list("pk", "name"))
    channels = dict(Channel.objects.values_list("pk", "name")) if reach.is_everywhere else {}
    return [
        RuleRow(
            number=one.pk,
            severity=getattr(one, "severity", ""),
            what=_what(one),
            venue=_("all venues") if one.venue is None else venues.get(one.venue, ""),
            to=one.to_label if reach.is_everywhere or one.role else _("a person"),
            channels=", ".join(channels[it] for it in one.channels if it in channels),
            at=one.at,
            author=str(one.author) if is_mine else "",
            is_mine=is_mine,
        )
        for one in found
        if (is_mine := _is_of(reach, one)) or one.venue is None
    ]


def escalation_rows(reach: Reach) -> list[PastRow]:
    venues = dict(Venue.objects.values_list("pk", "name"))
    found = Escalation.objects.filter(_of(reach)).select_related("rule__agent")[:MOST]
    return [
        PastRow(
            alert=one.alert,
            what=str(SEVERITY_LABELS[Severity(one.rule.severity)]),
            venue=venues.get(one.venue, ""),
            to=one.rule.to_label if reach.is_everywhere or one.rule.role else _("a person"),
            at=one.at,
            ended_at=one.ended_at,
        )
        for one in found
    ]


def alarm_rows(reach: Reach) -> list[PastRow]:
    venues = dict(Venue.objects.values_list("pk", "name"))
    found = DeskAlarm.objects.filter(_of(reach)).select_related("check_of__agent")[:MOST]
    return [
        PastRow(
            alert=None,
            what=str(Why(one.why).label),
            venue=venues.get(one.venue, ""),
            to=one.check_of.to_label,
            at=one.at,
            ended_at=one.ended_at,
        )
        for one in found
    ]


def _what(one: EscalatedTo) -> str:
    if isinstance(one, EscalationRule):
        label = SEVERITY_LABELS[Severity(one.severity)]
        return _("%(severity)s, not acknowledged for %(time)s") % {
            "severity": label,
            "time": seconds_words(one.after_s),
        }
    every_min = getattr(one, "every_min", None)
    if every_min is None:
        return _("No page of an operator is open")
    text = ngettext(
        "%(count)s minute without any input, or no page of an operator is open",
        "%(count)s minutes without any input, or no page of an operator is open",
        every_min,
    )
    return text % {"count": every_min}


def _is_of(reach: Reach, one: EscalatedTo) -> bool:
    if one.venue is None:
        return reach.is_everywhere
    return reach.covers_wholly(Place(one.venue))


def _of(reach: Reach) -> Q:
    return reach.wholly_of("venue")
