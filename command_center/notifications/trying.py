"""The test button: one message now, and what the receiver answers."""

import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime

from django.utils import translation
from django.utils.translation import gettext as _

from command_center.notifications.answer import Answer, down
from command_center.notifications.channel import Channel
from command_center.notifications.channel_state import ChannelState
from command_center.notifications.composing import compose
from command_center.notifications.delivery import Delivery, DeliveryState
from command_center.notifications.message import Message
from command_center.notifications.senders.by_form import sender_of
from command_center.notifications.sending import note_try, settle
from command_center.notifications.what import What

ANSWERED_WITHIN_S = 20.0


def try_channel(channel: Channel) -> Answer:
    """In the log as a delivery; it is not tried again."""
    number = time.time_ns() // 1_000_000
    delivery = Delivery.objects.create(channel=channel, what=What.TEST, number=number)
    ChannelState.objects.get_or_create(channel=channel)
    message = compose(delivery)
    assert message is not None
    begun_s = time.monotonic()
    answer = _answered(channel, message)
    note_try(delivery, answer, time.monotonic() - begun_s)
    if delivery.state == DeliveryState.WAITING:
        settle(delivery, DeliveryState.GIVEN_UP)
    return answer


def _answered(channel: Channel, message: Message) -> Answer:
    pool = ThreadPoolExecutor(1, "trial")
    language = translation.get_language() or "fr"
    try:
        return pool.submit(_send, channel, message, language).result(ANSWERED_WITHIN_S)
    except NotInTime:
        return down(_("no answer in time"))
    finally:
        pool.shutdown(wait=False)


def _send(channel: Channel, message: Message, language: str) -> Answer:
    with translation.override(language):
        sender = sender_of(channel, is_trial=True)
        try:
            return sender.send(message)
        finally:
            sender.close()
