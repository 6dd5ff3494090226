"""What of a period is not there any more: alerts that were over age, by their certificates."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from command_center.reports.erased import erased
from command_center.statistics.chosen import Chosen


@dataclass(frozen=True, slots=True)
class Gone:
    """`alerts` by so many `certificates`, of alerts that began from `oldest_at` to `newest_at`: a
    certificate may reach over the edges of the period, so that there are at most so many of it."""

    alerts: int
    certificates: int
    oldest_at: datetime
    newest_at: datetime


def gone(chosen: Chosen, cameras: Collection[int]) -> Gone | None:
    """Of these cameras, which the reader reaches; None where nothing was erased."""
    selection = chosen.selection

    def is_own(total: Mapping[str, Any]) -> bool:
        return (
            total["camera"] in cameras
            and (not chosen.kind or total["kind"] == chosen.kind)
            and selection.order_id in {None, total["order"]}
        )

    found = list(erased(selection.since, selection.until, is_own))
    if not found:
        return None
    return Gone(
        sum(one.alerts for one in found),
        len(found),
        min(one.oldest_at for one in found),
        max(one.newest_at for one in found),
    )
