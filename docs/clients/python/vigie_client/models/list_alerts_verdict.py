from enum import StrEnum


class ListAlertsVerdict(StrEnum):
    CONFIRMED = "confirmed"
    INVALIDATED = "invalidated"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
