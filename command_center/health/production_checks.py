"""What `manage.py check --deploy` says of the environment of a real site."""

import os
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from detection.source.networks import LOOPBACK, Network, networks

WIDEST = {4: 8, 6: 7}
"""The widest private networks: 10.0.0.0/8 and fc00::/7."""

SHORTEST_TOKEN = 32
KEY_IS_DRAWN = Warning(
    "SECRET_KEY is not given: the one in the state folder is used.",
    hint="Give a long random text as SECRET_KEY, and keep it apart from the state folder.",
    id="vigie.W002",
)
JOURNAL_KEY_IS_DRAWN = Warning(
    "JOURNAL_KEY is not given: the journal is signed with a key that lies in the state folder.",
    hint="Give what `openssl rand -base64 32` prints, the same on all machines.",
    id="vigie.W007",
)
ANY_HOST = Warning(
    "ALLOWED_HOSTS is “*”: whoever sends a wrong Host header is answered.",
    hint="Name the host by which browsers reach the site.",
    id="vigie.W003",
)
WIDE_NETWORKS = Warning(
    "CAMERA_NETWORKS holds this machine itself, or more than any private network: an administrator "
    "could make workers call services that are no cameras.",
    hint="List only the networks that cameras are in.",
    id="vigie.W004",
)
ALL_FILMS = Warning(
    "CAMERA_FILMS holds the whole file system.",
    hint="Leave it empty, or list the folders of films that stand in for cameras.",
    id="vigie.W005",
)
SHORT_TOKEN = Warning(
    f"METRICS_TOKEN is shorter than {SHORTEST_TOKEN} characters: it can be guessed.",
    hint="Give a long random text, or none: then no program reads the metrics.",
    id="vigie.W006",
)


@register(Tags.security, deploy=True)
def environment_is_of_production(**_: Any) -> list[CheckMessage]:
    return list(_found())


def _found() -> Iterator[CheckMessage]:
    if not os.environ.get("SECRET_KEY"):
        yield KEY_IS_DRAWN
    if not os.environ.get("JOURNAL_KEY"):
        yield JOURNAL_KEY_IS_DRAWN
    if "*" in settings.ALLOWED_HOSTS:
        yield ANY_HOST
    if any(_is_wide(one) for one in networks(settings.CAMERA_NETWORKS)):
        yield WIDE_NETWORKS
    if "/" in os.environ.get("CAMERA_FILMS", "").split(","):
        yield ALL_FILMS
    if 0 < len(settings.METRICS_TOKEN) < SHORTEST_TOKEN:
        yield SHORT_TOKEN


def _is_wide(network: Network) -> bool:
    is_here = any(network.overlaps(one) for one in (*LOOPBACK, ip_network("169.254.0.0/16")))
    return is_here or network.prefixlen < WIDEST[network.version]
