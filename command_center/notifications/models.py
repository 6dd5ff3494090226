"""Channels, the outbox, and what became of it."""

from command_center.notifications.channel import Channel, Form
from command_center.notifications.channel_state import ChannelState
from command_center.notifications.delivery import Attempt, Delivery, DeliveryState
from command_center.notifications.mark import Mark
from command_center.notifications.trouble import Subject, Trouble
from command_center.notifications.what import What

__all__ = [
    "Attempt",
    "Channel",
    "ChannelState",
    "Delivery",
    "DeliveryState",
    "Form",
    "Mark",
    "Subject",
    "Trouble",
    "What",
]
