"""What somebody searches alerts for. There is no other criterion, and none by how people look
(Décret n° 2023-828, art. 2: no biometrics, and nothing that would single somebody out)."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from command_center.alerts.severity import SEVERITIES, Severity
from detection.kinds import EventKind

UNJUDGED = "unjudged"
WHOLE_PICTURE = "whole"
"""Instead of a zone's number: found where no zone was drawn."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """All of them hold at once; what is None or empty asks for nothing.

    `since` is inclusive, `until` exclusive; both of an alert's start. `verdict`: unjudged,
    confirmed, invalidated, or invalidated:CAUSE, as the verdict that holds says.
    """

    since: datetime | None = None
    until: datetime | None = None
    kinds: tuple[EventKind, ...] = ()
    severity: str = ""
    venue: int | None = None
    camera: int | None = None
    zone: str = ""
    verdict: str = ""
    follow_up: str = ""
    in_incident: str = ""

    def wanted_kinds(self) -> set[EventKind] | None:
        """None: all of them."""
        if not self.kinds and not self.severity:
            return None
        wanted = set(self.kinds or EventKind)
        if self.severity:
            wanted &= {one for one in EventKind if SEVERITIES[one] == Severity(self.severity)}
        return wanted

    def said(self) -> dict[str, object]:
        """As the journal keeps it of a search."""
        return dict(self._said())

    def _said(self) -> Iterator[tuple[str, object]]:
        for name, value in asdict(self).items():
            if isinstance(value, datetime):
                yield name, value.isoformat()
            elif isinstance(value, tuple) and value:
                yield name, [str(one) for one in value]
            elif value not in {None, "", ()}:
                yield name, value
