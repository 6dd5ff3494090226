"""Deadlines, in calendar months: as `law.month` counts them, for days."""

from datetime import date

from dateutil.relativedelta import relativedelta

from command_center.rights_desk.term import TermKey, terms

SOON_DAYS = 7


def months_after(day: date, months: int) -> date:
    """The same day of that month; where it is shorter, its last one."""
    return day + relativedelta(months=months)


def due_on(received_on: date) -> date:
    return months_after(received_on, terms()[TermKey.ANSWER].months)


def extended_due_on(received_on: date) -> date:
    """Counted from the day of receipt, so that no day is lost to a short month between."""
    standing = terms()
    months = standing[TermKey.ANSWER].months + standing[TermKey.EXTENSION].months
    return months_after(received_on, months)
