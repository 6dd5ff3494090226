"""Changes of access in a week: who was designated or trained, whose right was revoked or ended."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from command_center.people.models import Designation, Training
from command_center.reports.span import Span

Changes = Iterator[tuple[str, datetime]]


def facts(span: Span) -> list[dict[str, Any]]:
    """Of all agents of the installation: a designation names a scope in words, not orders."""
    told = [*_designations(span), *_trainings(span)]
    return sorted(told, key=lambda one: (one["at"], one["agent"], one["of"], one["change"]))


def _designations(span: Span) -> Iterator[dict[str, Any]]:
    known = Designation.objects.filter(entered_at__lte=span.as_of).select_related("agent")
    for one in known.order_by("pk"):
        for change, at in _changes(one, span, one.starts_at):
            yield _told("designation", change, at, one) | {
                "by": one.authority,
                "service": one.service,
                "scope": one.scope,
            }


def _trainings(span: Span) -> Iterator[dict[str, Any]]:
    known = Training.objects.filter(entered_at__lte=span.as_of).select_related("agent")
    for one in known.order_by("pk"):
        for change, at in _changes(one, span):
            yield _told(one.subject, change, at, one) | {
                "by": one.provider,
                "service": "",
                "scope": "",
            }


def _changes(one: Designation | Training, span: Span, starts_at: datetime | None = None) -> Changes:
    """Those within the week, up to `as_of`."""
    revoked_at = one.revoked_at if one.revoked_at and one.revoked_at <= span.as_of else None
    happened: list[tuple[str, datetime | None]] = [
        ("entered", one.entered_at),
        ("began", starts_at if starts_at and starts_at > one.entered_at else None),
        ("revoked", revoked_at),
        ("ended", one.ends_at),
    ]
    over_at = min(one.ends_at, revoked_at or one.ends_at)
    for change, at in happened:
        is_after_its_end = change != "entered" and at is not None and at > over_at
        if at is None or is_after_its_end:
            continue
        if span.week.since <= at < span.week.until and at <= span.as_of:
            yield change, at


def _told(of: str, change: str, at: datetime, one: Designation | Training) -> dict[str, Any]:
    return {
        "at": at,
        "agent": one.agent.get_username(),
        "of": of,
        "change": change,
        "reason": one.revoked_reason if change == "revoked" else "",
    }
