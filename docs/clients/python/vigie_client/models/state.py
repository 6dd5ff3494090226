from enum import StrEnum


class State(StrEnum):
    CLOSED = "closed"
    IN_PROGRESS = "in_progress"
    NEW = "new"
    RESOLVED = "resolved"

    def __str__(self) -> str:
        return str(self.value)
