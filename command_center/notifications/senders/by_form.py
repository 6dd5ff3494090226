"""The sender of a channel."""

from command_center.notifications.channel import Channel, Form
from command_center.notifications.senders.email import EmailSender
from command_center.notifications.senders.mqtt import MqttSender
from command_center.notifications.senders.sender import Sender
from command_center.notifications.senders.webhook import WebhookSender


def sender_of(channel: Channel, *, is_trial: bool = False) -> Sender:
    """`is_trial`: beside the one that a worker may hold open."""
    match channel.form:
        case Form.EMAIL:
            return EmailSender(channel)
        case Form.WEBHOOK:
            return WebhookSender(channel)
        case _:
            return MqttSender(channel, is_trial=is_trial)
