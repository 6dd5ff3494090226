"""What is open of escalations and of empty desks: for the desk, and for those it went to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.people.agent import Agent
from command_center.people.reach import Place, Reach
from command_center.supervision.desk_check import Why
from command_center.supervision.escalated_to import EscalatedTo
from command_center.supervision.models import DeskAlarm, Escalation
from command_center.venues.models import Venue


@dataclass(frozen=True, slots=True)
class Line:
    """`alert`: its number, None of a desk. Neither a kind nor a place: whoever looks is journalled
    where they look."""

    text: str
    alert: int | None
    at: datetime
    severity: str
    is_mine: bool


def escalated_lines(agent: Agent) -> list[Line]:
    """Of what the agent's rights reach, the newest first."""
    reach = agent.reach("alerts.view_alert")
    if not reach:
        return []
    return [*_of_desks(agent, reach), *_of_alerts(agent, reach)]


def is_addressed(told: EscalatedTo, agent: Agent, venue: int) -> bool:
    """By name, or by a role that is held there."""
    if told.agent_id is not None:
        return told.agent_id == agent.pk
    posts = agent.posts_in_force
    return any(post.role == told.role and post.venue in {None, venue} for post in posts)


def _of_alerts(agent: Agent, reach: Reach) -> Iterator[Line]:
    found = Escalation.objects.filter(ended_at=None).select_related("rule__agent")
    for one in found:
        if reach.covers(Place(one.venue, one.camera)):
            yield Line(
                text=_alert_text(one),
                alert=one.alert,
                at=one.at,
                severity=one.rule.severity,
                is_mine=is_addressed(one.rule, agent, one.venue),
            )


def _of_desks(agent: Agent, reach: Reach) -> Iterator[Line]:
    found = DeskAlarm.objects.filter(ended_at=None).select_related("check_of__agent")
    names = _names(one.venue for one in found)
    for one in found:
        if reach.covers(Place(one.venue)):
            yield Line(
                text=_desk_text(one, names.get(one.venue, "")),
                alert=None,
                at=one.at,
                severity=Severity.HIGH,
                is_mine=is_addressed(one.check_of, agent, one.venue),
            )


def _alert_text(one: Escalation) -> str:
    text = _("Escalated to %(to)s at %(time)s: alert %(alert)s, %(severity)s.")
    return text % {
        "to": one.rule.to_label,
        "time": _time(one.at),
        "alert": one.alert,
        "severity": SEVERITY_LABELS[Severity(one.rule.severity)],
    }


def _desk_text(one: DeskAlarm, venue: str) -> str:
    text = _("%(why)s %(venue)s, since %(time)s; escalated to %(to)s.")
    return text % {
        "why": Why(one.why).label,
        "venue": venue,
        "time": _time(one.at),
        "to": one.check_of.to_label,
    }


def _time(at: datetime) -> str:
    return formats.time_format(timezone.localtime(at), "H:i")


def _names(venues: Iterable[int]) -> dict[int, str]:
    wanted = set(venues)
    return dict(Venue.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
