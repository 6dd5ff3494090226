"""What every form of channel does."""

from typing import Protocol

from command_center.notifications.answer import Answer
from command_center.notifications.message import Message

CONNECTED_WITHIN_S = 5.0
ANSWERED_WITHIN_S = 10.0
"""A whole try takes no longer than both: a thread waits for one receiver only, and a lease of a
channel (`sending.HELD_FOR`) outlives it."""


class Sender(Protocol):
    """Of one channel, as it is set now. Raises nothing of what a receiver may do."""

    lasts: bool
    """Whether it is kept while nothing is to be sent."""

    def send(self, message: Message) -> Answer: ...

    def probe(self) -> Answer:
        """Whether it would be taken; without telling anybody anything."""
        ...

    def is_ready(self) -> bool:
        """Whether what it keeps is there: a connection to a broker that broke is made anew."""
        ...

    def close(self) -> None: ...
