from enum import StrEnum


class Outcome(StrEnum):
    CONFIRMED = "confirmed"
    INVALIDATED = "invalidated"

    def __str__(self) -> str:
        return str(self.value)
