"""Whether somebody must see to the disk, before recordings go early or are not made at all."""

from dataclasses import dataclass
from datetime import timedelta

from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from command_center.retention.disk_watch import DiskWatch
from command_center.retention.words import span_in_words

SOON = timedelta(hours=48)
NEARLY = 0.85


@dataclass(frozen=True, slots=True)
class Alarm:
    severity: str
    text: str


def alarm(watch: DiskWatch) -> Alarm | None:
    """The gravest one. None where all can be kept as long as the rules say: a disk that is nearly
    full, and loses each day what comes, needs nobody."""
    if watch.stuck_bytes:
        return Alarm("high", _stuck(watch))
    if watch.is_early():
        return Alarm("medium", _early(watch))
    full_in = watch.full_in
    if full_in is not None and (full_in < SOON or watch.share >= NEARLY):
        return Alarm("medium", _near(watch, full_in))
    return None


def _stuck(watch: DiskWatch) -> str:
    text = _(
        "The disk of footage is full, and nothing more may go: %(size)s too much. What is held "
        "stays, as does what is no recording. Give it more room, or recording stops."
    )
    barred = _("The disk of footage is full, and a file cannot be erased: %(failure)s")
    if watch.failure:
        return barred % {"failure": watch.failure}
    return text % {"size": filesizeformat(watch.stuck_bytes)}


def _early(watch: DiskWatch) -> str:
    text = _(
        "Recordings go before their time, since the disk is full: what was recorded until %(when)s "
        "has gone. Record less, keep it shorter, or give it more room."
    )
    local = timezone.localtime(watch.early_until)
    return text % {"when": formats.date_format(local, "SHORT_DATETIME_FORMAT")}


def _near(watch: DiskWatch, full_in: timedelta) -> str:
    text = _(
        "The disk of footage is full in %(time)s: %(taken)s of %(capacity)s are taken. From then "
        "on the oldest recordings go before their time."
    )
    return text % {
        "time": span_in_words(full_in),
        "taken": filesizeformat(watch.footage_bytes),
        "capacity": filesizeformat(watch.capacity_bytes),
    }
