"""Composing a report again from the records, for the instant at which it was composed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from command_center.documents import canonical_json, sha256_of
from command_center.reports.composing import compose
from command_center.reports.erased import Erased, erased
from command_center.reports.models import WeeklyReport

OF_ERASED_ALERTS = ("alerts.", "versions.")
ABOUT = ["camera", "kind", "state", "reason", "since", "certificate", "software", "models"]
ABOUT += ["at", "agent", "of", "change", "published_at"]
"""What tells the entries of one list from each other."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`path`: where in the content; None where one of the two has nothing there."""

    path: str
    reported: Any
    recorded: Any

    @property
    def shown(self) -> tuple[str, str]:
        return _shown(self.reported), _shown(self.recorded)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """`is_intact`: the stored content still is what its digest says. `erased`: alerts of the week
    that went since, by the law's own limit; they cannot be counted again."""

    sha256: str
    is_intact: bool
    differences: list[Difference]
    erased: list[Erased]

    @property
    def state(self) -> str:
        """same, erased (it differs, only where alerts were erased since) or differs."""
        if self.is_intact and not self.differences:
            return "same"
        unexplained = [one for one in self.differences if not one.path.startswith(OF_ERASED_ALERTS)]
        return "erased" if self.is_intact and self.erased and not unexplained else "differs"


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return canonical_json(value).decode() if isinstance(value, dict | list) else str(value)


def recompute(report: WeeklyReport) -> Recomputed:
    """What came after `composed_at` changes nothing. What the reader said, the name of the venue
    and its time zone are taken over: they are kept nowhere else as they were."""
    told = report.told
    again = compose(report.order, report.told_week, report.composed_at, told["order"]["venue"])
    again["review"] = told["review"]
    return Recomputed(
        sha256_of(again),
        sha256_of(told) == report.sha256,
        list(_differences("", told, again)),
        [one for one in _erased(report) if one.at > report.composed_at],
    )


def _erased(report: WeeklyReport) -> Iterator[Erased]:
    week = report.told_week
    return erased(week.since, week.until, lambda total: total["order"] == report.order_id)


def _differences(path: str, told: Any, again: Any) -> Iterator[Difference]:
    """An entry that is missing on one side is one difference, whatever it holds."""
    if isinstance(told, list) and isinstance(again, list):
        told, again = _named(told), _named(again)
    if isinstance(told, dict) and isinstance(again, dict):
        for name in sorted(told.keys() | again.keys()):
            inner = f"{path}.{name}" if path else name
            yield from _differences(inner, told.get(name), again.get(name))
    elif told != again:
        yield Difference(path, told, again)


def _named(entries: list[Any]) -> dict[str, Any]:
    """By what each is about, so that one more does not make all that follow differ."""
    found: dict[str, Any] = {}
    for number, entry in enumerate(entries, 1):
        name = _name(entry)
        found[f"{name} #{number}" if name in found or not name else name] = entry
    return found


def _name(entry: Any) -> str:
    if not isinstance(entry, dict):
        return f"[{entry}]"
    about = [f"{name} {entry[name]}" for name in ABOUT if entry.get(name) not in (None, "")]
    return f"[{', '.join(about)}]" if about else ""
