"""A thread a channel: what is slow or dead holds up nothing but itself."""

import logging
import os
import socket
import threading
import time
from dataclasses import dataclass
from enum import Enum
from uuid import uuid4

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation

from command_center.brief_connection import brief_connection
from command_center.notifications.answer import Answer
from command_center.notifications.channel import Channel, Form
from command_center.notifications.channel_state import ChannelState
from command_center.notifications.delivery import Delivery, DeliveryState
from command_center.notifications.holding import hold, let_go
from command_center.notifications.probing import note_probe, probe_is_due
from command_center.notifications.senders.by_form import sender_of
from command_center.notifications.senders.sender import Sender
from command_center.notifications.sending import Due, next_due, note_try
from command_center.outage import DATABASE_AWAY
from command_center.shutting_down import shutting_down

LOOKS_EVERY_S = 1.0
"""A connection that is kept looks so often whether something is to be sent."""

logger = logging.getLogger(__name__)
_running: dict[int, threading.Thread] = {}
_lock = threading.Lock()


def start_due() -> None:
    """A thread for each channel that has something to do and has none here."""
    with _lock:
        for channel_id in channels_to_run():
            running = _running.get(channel_id)
            if running is None or not running.is_alive():
                _running[channel_id] = threading.Thread(
                    target=run, args=[channel_id], name=f"channel {channel_id}", daemon=True
                )
                _running[channel_id].start()


def channels_to_run() -> list[int]:
    """In use, not resting, held by nobody else, and something is due: a delivery, a probe; a broker
    always is."""
    now = timezone.now()
    for channel in Channel.objects.filter(is_enabled=True, condition=None):
        ChannelState.objects.get_or_create(channel=channel)
    waiting = Delivery.objects.filter(
        channel=OuterRef("channel"), state=DeliveryState.WAITING, due_at__lte=now
    )
    wanted = Q(Exists(waiting)) | Q(channel__form=Form.MQTT) | probe_is_due()
    awake = Q(rests_until=None) | Q(rests_until__lte=now)
    free = Q(held_until=None) | Q(held_until__lt=now)
    found = ChannelState.objects.filter(wanted, awake, free, channel__is_enabled=True)
    return list(found.values_list("channel", flat=True))


def run(channel_id: int) -> None:
    """Until nothing is due, the receiver is down, the channel is changed or the worker stops."""
    run_one = Run(channel_id)
    try:
        run_one.go_on()
    except DATABASE_AWAY as error:
        logger.warning("Channel %s: the database does not answer: %s", channel_id, error)
    except Exception:
        logger.exception("Channel %s failed; it is tried again.", channel_id)
    finally:
        run_one.end()


class Idle(Enum):
    """Instead of a delivery."""

    PROBE = "probe"
    NOTHING = "nothing"


PROBE, NOTHING = Idle.PROBE, Idle.NOTHING
Work = Due | Idle


@dataclass(frozen=True, slots=True)
class Tried:
    work: Work
    answer: Answer
    took_s: float


class Run:
    """One thread's hold of one channel."""

    def __init__(self, channel_id: int) -> None:
        self._channel_id = channel_id
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
        self._channel: Channel | None = None
        self._sender: Sender | None = None

    def go_on(self) -> None:
        """One connection to the database a message: what came of the last one is noted, and the
        next one is asked for."""
        tried: Tried | None = None
        while not shutting_down.is_set():
            with brief_connection():
                self._note(tried)
                due = None if tried and tried.answer.is_down else self._next()
            if due is None:
                return
            if due is NOTHING:
                shutting_down.wait(LOOKS_EVERY_S)
                tried = None
            else:
                tried = self._try(due)
        with brief_connection():
            self._note(tried)

    def end(self) -> None:
        if self._sender is not None:
            self._sender.close()
        try:
            with brief_connection():
                let_go(self._channel_id, self._holder)
        except DATABASE_AWAY:
            pass  # the lease ends by itself

    def _next(self) -> Work | None:
        """What is to be done now. None: it is over."""
        sender = self._held_sender()
        if sender is None:
            return None
        assert self._channel is not None
        if (due := next_due(self._channel)) is not None:
            return due
        state = ChannelState.objects.filter(channel=self._channel)
        if not sender.is_ready() or state.filter(probe_is_due()).exists():
            return PROBE
        return NOTHING if sender.lasts else None

    def _held_sender(self) -> Sender | None:
        """None too where the channel was changed meanwhile: the next thread does as it is set."""
        if not hold(self._channel_id, self._holder):
            return None
        found = Channel.objects.filter(pk=self._channel_id, is_enabled=True).first()
        if found is None or (self._channel and found.changed_at != self._channel.changed_at):
            return None
        if self._sender is None:
            self._channel, self._sender = found, sender_of(found)
        return self._sender

    def _try(self, work: Work) -> Tried:
        assert self._sender is not None
        assert self._channel is not None
        begun_s = time.monotonic()
        with translation.override(self._channel.language):
            answer = self._sender.probe() if isinstance(work, Idle) else self._sender.send(work[1])
        return Tried(work, answer, time.monotonic() - begun_s)

    def _note(self, tried: Tried | None) -> None:
        if tried is None:
            return
        assert self._channel is not None
        if isinstance(tried.work, Idle):
            note_probe(self._channel, tried.answer)
        else:
            note_try(tried.work[0], tried.answer, tried.took_s)
