"""One month, as the calendar and the law count it: from a day to the same day of the next."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta


def a_month_after(start: datetime, zone: ZoneInfo) -> datetime:
    """The same day and hour there; where the next month is shorter, its last day.

    An hour that the clock goes through twice is its second one, one that it leaps over is shifted
    by the leap: as PostgreSQL does it (`law_a_month_after`).
    """
    local = start.astimezone(zone).replace(tzinfo=None)
    after = (local + relativedelta(months=1)).replace(tzinfo=zone)
    if _is_leapt_over(after):
        return after.replace(fold=0).astimezone(UTC)
    return after.replace(fold=1).astimezone(UTC)


def _is_leapt_over(local: datetime) -> bool:
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) != local.replace(tzinfo=None)
