"""Said on every page: that erasure does not run, that something is overdue, that a hold ends."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.retention.last_erasure import last_erasure
from command_center.retention.models import ErasureCertificate, Hold, LastErasure
from command_center.retention.overdue import LATE_AFTER, overdue
from command_center.streams.banners import Banner

ENDS_SOON = timedelta(days=3)


def banners(request: HttpRequest) -> dict[str, list[Banner]]:
    """Context processor; nothing is said to a stranger."""
    user = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    return {"retention_banners": [*_late(), *_ending()] if is_known else []}


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


def _ending() -> list[Banner]:
    """What it holds goes then: whoever still needs it places a new one before."""
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
        for hold in soon
    ]
