"""An order as a program gives it: instants with their offset, to the minute, instead of local
times that a person typed. All else is the form's own."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from command_center.law.order_fields import LocalMinuteField
from command_center.law.order_form import OrderForm
from command_center.law.order_window import window_faults


class InstantField(LocalMinuteField):
    """Checked by the operation's schema already."""

    def to_python(self, value: Any) -> datetime | None:
        return value if isinstance(value, datetime) else None


class OrderByInstants(OrderForm):
    starts_at = InstantField()
    ends_at = InstantField()

    def _set_window(self, given: dict[str, Any], zone: ZoneInfo | None) -> None:
        """There is nothing to set: only what the law says of a window is asked."""
        if zone is None or "starts_at" not in given or "ends_at" not in given:
            return
        window = given["starts_at"], given["ends_at"]
        for fault in window_faults(*window, zone, timezone.now()):
            self.add_error("ends_at", fault)
