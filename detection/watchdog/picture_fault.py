"""What may be wrong with a camera's picture."""

from enum import StrEnum


class PictureFault(StrEnum):
    """In the order in which they are told: the first hides those after it."""

    BLACK = "black"
    FROZEN = "frozen"
    COVERED = "covered"
    TURNED_AWAY = "turned_away"
    DEFOCUSED = "defocused"
