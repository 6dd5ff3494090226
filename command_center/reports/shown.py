"""Instants and lengths of time as reports say them, in the reader's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _


def moment(at: datetime, zone: ZoneInfo) -> str:
    """To the second, by the clock of `zone`; its offset tells the two hours of autumn apart."""
    local = at.astimezone(zone)
    offset = f"{local:%z}"
    return f"{day(at, zone)} {local:%H:%M:%S} ({offset[:3]}:{offset[3:]})"


def day(at: datetime, zone: ZoneInfo) -> str:
    return formats.date_format(at.astimezone(zone), "SHORT_DATE_FORMAT")


def lasting(seconds: int) -> str:
    """Hours, minutes and seconds, exactly: parts must add up."""
    hours, rest = divmod(int(seconds), 3600)
    told = [_("%(count)s h") % {"count": hours}] if hours else []
    if rest // 60:
        told.append(_("%(count)s min") % {"count": rest // 60})
    if rest % 60 or not told:
        told.append(_("%(count)s s") % {"count": rest % 60})
    return " ".join(told)
