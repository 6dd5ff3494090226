"""Which of a camera's live pictures somebody may see: a later room, which blurs them, says so."""

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for which stream of which camera; all but `stream` are numbers."""

    agent: int
    camera: int
    venue: int
    stream: str


@dataclass(frozen=True, slots=True)
class Given:
    """`is_for_now`: by leave that ends; it is not shown while nobody can say whether it holds."""

    stream: str
    is_for_now: bool = False


Chooser = Callable[[Asking], Given]
"""It may ask the database."""

_choosers: list[Chooser] = []


def chosen_by(chooser: Chooser) -> None:
    """Said once, when the program starts."""
    _choosers.append(chooser)


def given_stream(asking: Asking) -> Given:
    """What is asked for, where no later room says otherwise."""
    given = Given(asking.stream)
    for choose in _choosers:
        given = choose(replace(asking, stream=given.stream))
    return given
