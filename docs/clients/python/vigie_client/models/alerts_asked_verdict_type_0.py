from enum import StrEnum


class AlertsAskedVerdictType0(StrEnum):
    CONFIRMED = "confirmed"
    INVALIDATED = "invalidated"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
