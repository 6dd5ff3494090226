"""From a delivery to its words: each room says them of its own things."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import translation

from command_center.notifications.delivery import Delivery
from command_center.notifications.message import Message
from command_center.notifications.what import What

Composer = Callable[[int], Message | None]
"""From its number; None where it is not there any more."""

_composers: dict[What, Composer] = {}


def composed_by(what: What, composer: Composer) -> None:
    """Said once, when the program starts."""
    _composers[what] = composer


def compose(delivery: Delivery) -> Message | None:
    """In the channel's language."""
    with translation.override(delivery.channel.language):
        found = _composers[What(delivery.what)](delivery.number)
    return replace(found, uid=str(delivery.uid)) if found else None
