"""Cameras of the tests are on this machine, in networks that documents may name, and in films.

All of that is forbidden where nothing is said (`detection.source.networks`).
"""

import os
from collections.abc import MutableMapping

ALLOWED = {
    "CAMERA_NETWORKS": (
        "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,"
        "192.0.2.0/24,198.51.100.0/24,203.0.113.0/24,2001:db8::/32"
    ),
    "CAMERA_FILMS": "/",
}


def allow(environment: MutableMapping[str, str] = os.environ) -> None:
    """Processes that are started from here on are allowed it too."""
    environment.update(ALLOWED)
