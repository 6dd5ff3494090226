"""What the desk says on every page: a deadline is past, or near."""

from typing import Any

from django.db import OperationalError
from django.http import HttpRequest
from django.utils.translation import ngettext

from command_center.rights_desk.rows import urgent_counts
from command_center.streams.banners import Banner


def banners(request: HttpRequest) -> dict[str, list[Banner]]:
    """Context processor; said to those who may read requests."""
    user: Any = getattr(request, "user", None)
    may = user and user.is_authenticated and user.has_perm("rights_desk.view_rightsrequest")
    return {"rights_banners": _banners() if may else []}


def _banners() -> list[Banner]:
    try:
        overdue, soon = urgent_counts()
    except OperationalError:  # the page itself says that the database is away
        return []
    told_overdue = ngettext(
        "%(count)s request to the rights desk is overdue: answer it first.",
        "%(count)s requests to the rights desk are overdue: answer them first.",
        overdue,
    )
    told_soon = ngettext(
        "%(count)s request to the rights desk is due within a week.",
        "%(count)s requests to the rights desk are due within a week.",
        soon,
    )
    return [
        *([Banner("high", told_overdue % {"count": overdue})] if overdue else []),
        *([Banner("medium", told_soon % {"count": soon})] if soon else []),
    ]
