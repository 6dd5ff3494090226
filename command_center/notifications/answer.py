"""What came of a try."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_down`: nobody answered, so that the next one would wait as long; else it was answered,
    and another message may be taken. `told`: in words that hold no address and no secret."""

    is_success: bool
    told: str
    is_down: bool = False


def down(told: str) -> Answer:
    return Answer(is_success=False, told=told[:300], is_down=True)


def refused(told: str) -> Answer:
    return Answer(is_success=False, told=told[:300])


def taken(told: str) -> Answer:
    return Answer(is_success=True, told=told[:300])
