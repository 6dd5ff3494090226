from enum import StrEnum


class ListOrdersState(StrEnum):
    ENDED = "ended"
    IN_FORCE = "in_force"
    NO_REGIME = "no_regime"
    PLANNED = "planned"
    STOPPED = "stopped"
    UNANNOUNCED = "unannounced"
    WITHDRAWN = "withdrawn"

    def __str__(self) -> str:
        return str(self.value)
