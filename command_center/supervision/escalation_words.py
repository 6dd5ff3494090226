"""What is said outside of the house of an escalation, and of a desk where nobody is."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.notifications.message import Message, one_line
from command_center.notifications.site_address import link
from command_center.notifications.words_of_alerts import alert_message
from command_center.people.roles import Role
from command_center.supervision.desk_check import Why
from command_center.supervision.models import DeskAlarm, Escalation
from command_center.venues.models import Venue


def escalation_message(number: int) -> Message | None:
    """None once the alert is erased."""
    found = Escalation.objects.select_related("rule").filter(pk=number).first()
    told = alert_message(found.alert) if found else None
    return _of(found, told) if found and told else None


def _of(found: Escalation, told: Message) -> Message:
    lead = _("Escalated to %(to)s: nobody has acknowledged it for %(time)s.") % {
        "to": to_words(found.rule.role),
        "time": seconds_words(found.rule.after_s),
    }
    escalated = _("Escalated")
    data = {**told.data, "escalated_at": found.at, "after_s": found.rule.after_s}
    return replace(
        told,
        type="alert.escalated",
        at=found.at,
        title=one_line(f"{escalated} · {told.title}"),
        lines=(lead, *told.lines),
        data={**data, "role": found.rule.role},
        topic=told.topic.replace("/alerts/", "/escalations/"),
    )


def desk_message(number: int) -> Message | None:
    found = DeskAlarm.objects.select_related("check_of").filter(pk=number).first()
    venue = Venue.objects.filter(pk=found.venue).first() if found else None
    if found is None or venue is None:
        return None
    title = one_line(f"{Why(found.why).label} ({venue.name})")
    data = {"venue": {"id": venue.pk, "name": venue.name}, "why": found.why}
    return Message(
        type="desk.unattended",
        at=found.at,
        title=title,
        lines=(title, _("An order is in force there, and alerts may come."), link("wall")),
        data={**data, "since": found.at, "until": found.ended_at, "link": link("wall")},
        topic=f"{venue.pk}/desk/{found.why}",
    )


def to_words(role: str) -> str:
    """No name leaves the house."""
    return str(Role(role).label) if role else _("a person")


def seconds_words(seconds: int) -> str:
    if seconds % 60 or seconds < 60:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    return ngettext("%(count)s minute", "%(count)s minutes", seconds // 60) % {
        "count": seconds // 60
    }
