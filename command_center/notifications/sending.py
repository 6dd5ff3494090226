"""One delivery of a channel: composed, tried, noted; tried again when it fails."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from command_center.notifications.answer import Answer
from command_center.notifications.channel import Channel
from command_center.notifications.channel_state import ChannelState
from command_center.notifications.composing import compose
from command_center.notifications.delivery import Attempt, Delivery, DeliveryState
from command_center.notifications.message import Message
from command_center.notifications.retrying import GIVEN_UP_AFTER, again_after, rests_for

Due = tuple[Delivery, Message]


def next_due(channel: Channel) -> Due | None:
    """The one that is due longest. What told of something that is gone is dropped."""
    waiting = Delivery.objects.filter(channel=channel, state=DeliveryState.WAITING)
    due = waiting.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    while (delivery := due.first()) is not None:
        delivery.channel = channel
        if (message := compose(delivery)) is not None:
            return delivery, message
        settle(delivery, DeliveryState.DROPPED)
    return None


@transaction.atomic
def note_try(delivery: Delivery, answer: Answer, took_s: float) -> None:
    Attempt.objects.create(
        delivery=delivery,
        took_ms=round(took_s * 1000),
        is_success=answer.is_success,
        told=answer.told,
    )
    delivery.attempts += 1
    delivery.told = answer.told
    now = timezone.now()
    if answer.is_success:
        settle(delivery, DeliveryState.DELIVERED)
    elif now - delivery.entered_at > GIVEN_UP_AFTER:
        settle(delivery, DeliveryState.GIVEN_UP)
    else:
        delivery.due_at = now + again_after(delivery.attempts)
        delivery.save(update_fields=["attempts", "told", "due_at"])
    note_condition(delivery.channel, answer, now)


def note_condition(
    channel: Channel, answer: Answer, now: datetime, *, is_probe: bool = False
) -> None:
    """The first that comes through after nobody answered makes all due that waits. A receiver that
    answers probes, and refuses what is sent, goes on failing."""
    state = ChannelState.objects.filter(channel=channel)
    if not answer.is_success:
        state.update(failures=F("failures") + 1, error=answer.told)
        if answer.is_down:
            failures = state.aggregate(most=Max("failures"))["most"] or 1
            state.update(rests_until=now + rests_for(failures))
        return
    was_down = state.filter(rests_until__isnull=False)
    if was_down.exists():
        waiting = Delivery.objects.filter(channel=channel, state=DeliveryState.WAITING)
        waiting.update(due_at=now)
    well = was_down if is_probe else state
    well.update(failures=0, rests_until=None, error="")
    state.update(proven_at=now)


def settle(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state, delivery.settled_at = state, timezone.now()
    delivery.save(update_fields=["state", "settled_at", "attempts", "told"])
