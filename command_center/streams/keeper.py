"""Keeps the watches of a worker alive: a camera more is no question more to the database."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from command_center.law.obedience import StopObserver
from command_center.law.once_a_second import ASKED_EVERY_S, OnceASecond
from command_center.leases.lease import RENEWED_EVERY_S, renew
from command_center.outage import surviving_outages
from command_center.streams.camera_states import store_waiting
from command_center.streams.cost import CostMeter
from command_center.streams.live_feed import renew_states
from command_center.streams.watched import Watched, settings_prints

ROUND_S = 0.25

logger = logging.getLogger(__name__)


class Keeper:
    """Renews leases while nothing has changed; else stops the watch, to be handed out anew.

    A database that is away changes nothing yet: what was leased is still this worker's unless
    another takes it once the database is back.
    """

    def __init__(
        self, costs: CostMeter, answers: Sequence[OnceASecond[Any]], obedience: StopObserver
    ) -> None:
        self._costs = costs
        self._answers = answers
        self._obedience = obedience
        self._kept: list[Watched] = []
        self._lock = threading.Lock()
        self._refreshes_at_s = self._renews_at_s = 0.0
        self._is_over = False

    @contextmanager
    def keeping(self, watched: Watched) -> Iterator[None]:
        with self._lock:
            self._kept.append(watched)
            if self._is_over:
                watched.stop.set()
        try:
            yield
        finally:
            with self._lock:
                self._kept.remove(watched)

    def run(self, shutting_down: threading.Event) -> None:
        """In a thread of its own, until the worker shuts down: then every watch ends."""
        try:
            while not shutting_down.wait(ROUND_S):
                self._go_round()
        finally:
            self._stop_all()
            connection.close()

    def _go_round(self) -> None:
        """Whatever one camera may have: the leases of the others must not lapse for it."""
        try:
            with surviving_outages("Keeping watches"):
                self._refresh()
                self._store_and_renew(self._all())
        except Exception:
            logger.exception("This worker's round failed; it is made again.")

    def _refresh(self) -> None:
        """Well before they are too old."""
        if time.monotonic() >= self._refreshes_at_s:
            self._refreshes_at_s = time.monotonic() + ASKED_EVERY_S / 2
            for answer in self._answers:
                answer.refresh(timezone.now())
            self._obedience.look({one.camera.pk: one.figures.analysed_at for one in self._all()})

    def _store_and_renew(self, kept: Sequence[Watched]) -> None:
        if time.monotonic() >= self._renews_at_s:
            self._renews_at_s = time.monotonic() + RENEWED_EVERY_S
            renew_states([watched.states.feed for watched in kept])
            self._renew(kept)
            _stop_changed(kept)
        store_waiting(watched.states.history for watched in kept)

    def _renew(self, kept: Sequence[Watched]) -> None:
        costs = [self._costs.cores(watched.camera.pk) for watched in kept]
        lost = renew([watched.lease for watched in kept], costs)
        for watched in kept:
            if watched.lease in lost:
                watched.stop.set()

    def _stop_all(self) -> None:
        with self._lock:
            self._is_over = True
            for watched in self._kept:
                watched.stop.set()

    def _all(self) -> list[Watched]:
        with self._lock:
            return list(self._kept)


def _stop_changed(kept: Sequence[Watched]) -> None:
    present = settings_prints([watched.camera.pk for watched in kept])
    for watched in kept:
        if present.get(watched.camera.pk) != watched.settings_print:
            watched.stop.set()
