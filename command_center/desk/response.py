"""What is to be done about a kind at a venue, and within how many seconds."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.alerts.severity import SEVERITIES, Severity
from command_center.desk.models import Procedure, ResponseTime
from command_center.desk.procedure import RESPOND_WITHIN_S
from detection.kinds import EventKind

Scope = tuple[EventKind, int | None]
"""A kind, and a venue; None for everywhere."""


@dataclass(frozen=True, slots=True)
class Responses:
    """`procedures`: those that hold. `times_s`: for each severity, where its procedure says
    none."""

    procedures: Mapping[Scope, Procedure]
    times_s: Mapping[Severity, int]

    def procedure(self, kind: EventKind, venue: int) -> Procedure | None:
        """The venue's own; else that for everywhere. None where no words are entered."""
        own, general = self._of(kind, venue)
        return next((one for one in (own, general) if one and one.text), None)

    def within_s(self, kind: EventKind, venue: int) -> int:
        for one in self._of(kind, venue):
            if one and one.respond_within_s:
                return one.respond_within_s
        return self.times_s[SEVERITIES[kind]]

    def _of(self, kind: EventKind, venue: int) -> tuple[Procedure | None, Procedure | None]:
        return self.procedures.get((kind, venue)), self.procedures.get((kind, None))


def responses() -> Responses:
    """As they hold now; two questions."""
    newest = Procedure.objects.order_by("kind", "venue", "-id").distinct("kind", "venue")
    procedures = {(EventKind(one.kind), one.venue_id): one for one in newest}
    times = ResponseTime.objects.order_by("severity", "-id").distinct("severity")
    said = {Severity(one.severity): one.respond_within_s for one in times}
    return Responses(procedures, {**RESPOND_WITHIN_S, **said})
