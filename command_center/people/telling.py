"""Telling open sockets that something has changed: those of an agent, or of any group."""

import logging
from collections.abc import Mapping
from typing import Any

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


def send(group: str, message: Mapping[str, Any], untold: str) -> None:
    """To the open sockets of a channel group. Where Redis is away, the log says `untold`."""
    layer = channel_layers[DEFAULT_CHANNEL_LAYER]
    try:
        async_to_sync(layer.group_send)(group, dict(message))
    except (redis.RedisError, OSError) as error:
        logger.warning("%s: %s.", untold, error)


def _tell(agent: int) -> None:
    untold = f"The change of agent {agent} could not be told to sockets"
    send(group_of(agent), {"type": "access.changed"}, untold)
