"""Telling the open sockets of an agent that something of theirs has changed."""

import logging

import redis
from asgiref.sync import async_to_sync
from channels import DEFAULT_CHANNEL_LAYER
from channels.layers import channel_layers
from django.db import transaction

logger = logging.getLogger(__name__)


def group_of(agent: int) -> str:
    """Channel group of an agent's sockets."""
    return f"agent.{agent}"


def tell_changed(*agents: int) -> None:
    """After the commit. A socket that cannot be told now finds out within seconds by itself."""

    def tell() -> None:
        for agent in agents:
            _tell(agent)

    transaction.on_commit(tell, robust=True)


def _tell(agent: int) -> None:
    layer = channel_layers[DEFAULT_CHANNEL_LAYER]
    try:
        async_to_sync(layer.group_send)(group_of(agent), {"type": "access.changed"})
    except (redis.RedisError, OSError) as error:
        logger.warning("The change of agent %s could not be told to sockets: %s.", agent, error)
