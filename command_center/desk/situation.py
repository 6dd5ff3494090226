"""A situation: what one camera found of one kind in one zone, one alert after the other."""

from dataclasses import dataclass
from datetime import datetime

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.desk.state import ATTENTION, State
from command_center.desk.suppression import Suppression
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Situation:
    """Derived from alerts without a standing verdict, and never stored.

    `alerts`: the oldest first, by which it is known. `last_at`: start of the newest, whose
    `confidence`, `reason` in words and order it shows. `ended_at` None: one lasts. `owner`: name of
    who has it in hand, empty for nobody. `respond_by` None: somebody has, or it is put aside.
    """

    alerts: tuple[int, ...]
    camera_id: int
    camera_name: str
    venue_id: int
    venue_name: str
    kind: EventKind
    zone_name: str
    severity: Severity
    state: State
    began_at: datetime
    last_at: datetime
    ended_at: datetime | None
    confidence: float
    reason: str
    order_reference: str
    owner: str = ""
    owner_id: int | None = None
    acknowledged_at: datetime | None = None
    respond_by: datetime | None = None
    put_aside: Suppression | None = None

    @property
    def id(self) -> int:
        return self.alerts[0]

    @property
    def count(self) -> int:
        return len(self.alerts)

    @property
    def kind_label(self) -> str:
        return str(KIND_LABELS[self.kind])

    @property
    def severity_label(self) -> str:
        return str(SEVERITY_LABELS[self.severity])

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def lasts(self) -> bool:
        return self.ended_at is None

    @property
    def is_put_aside(self) -> bool:
        return self.put_aside is not None

    @property
    def needs_attention(self) -> bool:
        """Nobody has it in hand, and nothing puts it aside."""
        return self.state in ATTENTION
