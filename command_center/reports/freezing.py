"""Freezing a report: a person has read it, and it is told as it was read."""

from command_center.documents import canonical_json, sha256_of
from command_center.people.models import Agent
from command_center.reports.composing import Content
from command_center.reports.models import WeeklyReport


class NotAsRead(Exception):
    """The report was composed anew, or frozen, since its reader opened it."""


def freeze(report: WeeklyReport, by: Agent, remarks: str, sha256: str) -> None:
    """`sha256`: of what was read. Reader and remarks become part of the content, and of its digest.

    Raises `NotAsRead`; PostgreSQL refuses a week that is not over.
    """
    if report.sha256 != sha256:
        raise NotAsRead
    content = reviewed_content(report.told, by.get_username(), remarks)
    text = canonical_json(content).decode()
    if not report.freeze(by, text, sha256_of(content), remarks):
        raise NotAsRead
    report.refresh_from_db()


def reviewed_content(content: Content, by: str, remarks: str) -> Content:
    return content | {"review": {"by": by, "remarks": remarks}}
