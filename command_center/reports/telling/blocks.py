"""What a report is told with: tables, facts, instants by the clock of the venue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from command_center.documents import Facts, Table
from command_center.reports.composing import Content
from command_center.reports.shown import moment
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind

Block = str | Table | Facts


@dataclass(frozen=True, slots=True)
class Told:
    """One content, and how its instants are said."""

    content: Content

    @property
    def order(self) -> Mapping[str, Any]:
        order: Mapping[str, Any] = self.content["order"]
        return order

    def at(self, text: str) -> str:
        return moment(datetime.fromisoformat(text), ZoneInfo(self.order["time_zone"]))


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    title: str,
    shares: Sequence[float] = (),
) -> Block:
    """Where there is nothing, it is said: a missing table could be a lost one."""
    return Table(columns, rows, title, shares) if rows else Facts({title: _("none")})


def kind_label(kind: str) -> str:
    return str(KIND_LABELS[EventKind(kind)])
