"""Said on every page: that erasure does not run, that something is overdue, that a hold ends."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.people.reach import EVERYWHERE, Reach
from command_center.people.reached import reach_of
from command_center.retention.bucket.alarm import bucket_alarm
from command_center.retention.disk_alarm import alarm
from command_center.retention.disk_watch import disk_watch
from command_center.retention.journal_banners import journal_banners
from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import ErasureCertificate, Hold, LastErasure
from command_center.retention.overdue import LATE_AFTER, overdue
from command_center.retention.places import reached_holds
from command_center.retention.storage_watch import storage_alarms
from command_center.streams.banners import Banner

ENDS_SOON = timedelta(days=3)
OF_THE_SITE = ("retention.view_rule", "venues.view_camera", "health.view_health")
"""Whoever has one of these everywhere is told what goes wrong for the whole site, which names
files."""


def banners(request: HttpRequest) -> dict[str, list[Banner]]:
    """Context processor; nothing is said to a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"retention_banners": []}
    is_everywhere = any(reach_of(request, one).is_everywhere for one in OF_THE_SITE)
    reach = EVERYWHERE if is_everywhere else reach_of(request, "retention.view_hold")
    of_the_site = [*_late(), *_of_the_disk()] if is_everywhere else []
    return {"retention_banners": [*journal_banners(request), *of_the_site, *_ending(reach)]}


def _of_the_disk() -> list[Banner]:
    told = [one for one in (alarm(disk_watch()), bucket_alarm()) if one]
    return [Banner(one.severity, one.text) for one in [*storage_alarms(), *told]]


def is_late(last: LastErasure) -> bool:
    """Whether a run is missed; a long one writes certificates."""
    if last.ended_at and timezone.now() - last.ended_at <= LATE_AFTER:
        return False
    since = timezone.now() - LATE_AFTER
    return not ErasureCertificate.objects.filter(at__gt=since).exists()


def _late() -> list[Banner]:
    last = last_erasure()
    told = [_stopped(last)] if is_late(last) and overdue(most=1).count else []
    if last.overdue and last.overdue_since:
        told.append(_overdue(last))
    if last.obstacles:
        told.append(_barred(last))
    if last.failure:
        text = _("Erasure: a batch was refused: %(failure)s")
        told.append(text % {"failure": last.failure})
    return [Banner("high", text) for text in told]


def _stopped(last: LastErasure) -> str:
    when = formats.date_format(timezone.localtime(last.ended_at), "SHORT_DATETIME_FORMAT")
    never = _("Erasure has never run, and something is over age: start beat and a worker.")
    text = _(
        "Erasure has not run since %(when)s, and something is over age: see that beat and a "
        "worker run."
    )
    return text % {"when": when} if last.ended_at else never


def _overdue(last: LastErasure) -> str:
    text = ngettext(
        "%(count)s item should have been erased already, since %(since)s.",
        "%(count)s items should have been erased already, the oldest since %(since)s.",
        last.overdue,
    )
    since = formats.date_format(timezone.localtime(last.overdue_since), "SHORT_DATETIME_FORMAT")
    return text % {"count": last.overdue, "since": since}


def _barred(last: LastErasure) -> str:
    text = _(
        "A file cannot be erased: %(path)s (%(why)s). Give the workers' user the right to write in "
        "its folder, or remove it by hand: its row then goes by itself. In all: %(count)s."
    )
    return text % {**last.obstacles[0], "count": len(last.obstacles)}


def _ending(reach: Reach) -> list[Banner]:
    """What it holds goes then: whoever still needs it places a new one before."""
    if not reach:
        return []
    soon = Hold.objects.active().filter(ends_at__lt=timezone.now() + ENDS_SOON)
    text = _("Hold %(reference)s ends on %(when)s: what it holds beyond its age goes then.")
    return [
        Banner(
            "medium",
            text
            % {
                "reference": hold.reference,
                "when": formats.date_format(
                    timezone.localtime(hold.ends_at), "SHORT_DATETIME_FORMAT"
                ),
            },
        )
        for hold in reached_holds(soon, reach)
    ]
