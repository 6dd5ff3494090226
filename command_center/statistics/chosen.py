"""Which alerts are counted: of a period, a place, a kind, and only where the reader may see."""

from dataclasses import dataclass

from django.db import models

from command_center.alerts.models import Alert
from command_center.evaluation.selection import Selection, live
from command_center.people.reach import AT_CAMERA, EVERYWHERE, Reach


@dataclass(frozen=True, slots=True)
class Chosen:
    """As an evaluation's `selection`, narrowed. `kind`, `zone`: empty for all."""

    selection: Selection
    reach: Reach = EVERYWHERE
    camera_id: int | None = None
    kind: str = ""
    zone: str = ""

    def alerts(self) -> "models.QuerySet[Alert]":
        """In no order; without what began while its camera was calibrated."""
        found = live(self.selection).filter(self.reach.of(*AT_CAMERA)).order_by()
        if self.camera_id is not None:
            found = found.filter(camera=self.camera_id)
        if self.kind:
            found = found.filter(kind=self.kind)
        return found.filter(zone_name=self.zone) if self.zone else found
