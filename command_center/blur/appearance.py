"""How recorded pictures are shown to whom: with people blurred, or plain."""

from dataclasses import dataclass

from django.http import HttpRequest

from command_center.footage.run import Run


@dataclass(frozen=True, slots=True)
class Appearance:
    """`run` as it may be handed to the browser."""

    run: Run
    is_plain: bool


def as_it_may_appear(request: HttpRequest, run: Run, alert: int | None = None) -> Appearance:
    """To whoever asks. `alert`: it is shown to remove the doubt about that alert."""
    return Appearance(run, is_plain=True)
