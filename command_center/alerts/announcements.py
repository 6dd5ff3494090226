"""Telling every open page *that* something changed; whoever may know *what* asks over HTTP."""

import logging

import redis
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

GROUP = "alerts"
"""Channel group of everyone who sees the list of alerts."""

logger = logging.getLogger(__name__)


def announce(what: str, **number: int) -> None:
    """Stored is stored: where nobody can be told now, the pages find it when they catch up."""
    try:
        async_to_sync(get_channel_layer().group_send)(GROUP, {"type": what, **number})
    except (redis.RedisError, OSError) as error:
        logger.warning("%s %s is stored, but could not be announced: %s.", what, number, error)
