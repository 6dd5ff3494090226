"""Who sees a camera live as it is, and who blurred."""

import threading
import time

from django.utils import timezone

from command_center.blur.in_force import sees_plain
from command_center.blur.venue_blur import VenueBlur
from command_center.people.models import Agent
from command_center.streams.feed_keys import BLURRED
from command_center.streams.live_appearance import Asking, Given

ASKED_EVERY_S = 2.0
"""Each open picture asks: one answer for all of a process."""


class BlurredVenues:
    """Those that blur live pictures, as they were a moment ago."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked_s = float("-inf")
        self._venues: frozenset[int] = frozenset()

    def __contains__(self, venue_id: int) -> bool:
        with self._lock:
            now_s = time.monotonic()
            if now_s - self._asked_s > ASKED_EVERY_S:
                rows = VenueBlur.objects.filter(live_is_blurred=True)
                self._venues = frozenset(rows.values_list("venue_id", flat=True))
                self._asked_s = now_s
            return venue_id in self._venues


def chosen(asking: Asking) -> Given:
    """Blurred where the venue says so, but for who has unmasked this camera for now."""
    if asking.venue not in blurred_venues:
        return Given(asking.stream)
    agent, now = Agent.objects.filter(pk=asking.agent).first(), timezone.now()
    if agent is not None and sees_plain(agent, asking.camera, now, now):
        return Given(asking.stream, is_for_now=True)
    return Given(BLURRED)


blurred_venues = BlurredVenues()
