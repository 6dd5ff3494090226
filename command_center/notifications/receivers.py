"""Whom notifications may be sent to: only networks that who operates the site lists in
NOTIFICATION_NETWORKS, as “10.20.0.0/16,203.0.113.7/32”; private ones where nothing is listed.

As for cameras (`detection.source.networks`): never where clouds hand out their keys, this machine
only where it is listed by name, no port of other services, and a connection goes to the address
that was judged. The mail server is named in the environment, and is not judged.
"""

import os
from urllib.parse import SplitResult, urlsplit

import httpx
from django.utils.translation import gettext as _

from detection.source.networks import (
    PORTS_OF_OTHERS,
    PRIVATE,
    Address,
    Place,
    addresses_of,
    is_listed,
    literal,
)

PORTS = {"https": 443, "http": 80, "mqtt": 1883, "mqtts": 8883}


class NotAllowed(OSError):
    """In the reader's language: what is not allowed, and what to do; no address in it."""


def judged(host: str, port: int) -> Place:
    """Raises `NotAllowed`, and `OSError` where there is no such name."""
    _check_port(port)
    found = addresses_of(host, port)
    for address in found:
        _check(address)
    return Place(host, found[0], port)


def check_written(address: str, schemes: tuple[str, ...]) -> None:
    """What can be said before anybody is asked. Raises `NotAllowed`."""
    parts = _parts(address)
    if parts.scheme not in schemes or not parts.hostname:
        expected = ", ".join(f"{one}://" for one in schemes)
        raise NotAllowed(_("Write an address that begins with %(these)s.") % {"these": expected})
    if parts.username or parts.password:
        raise NotAllowed(_("Write no user and no password into the address."))
    _check_port(parts.port or PORTS[parts.scheme])
    number = literal(parts.hostname)
    if number is not None:
        _check(number)


def host_and_port(address: str) -> tuple[str, int]:
    parts = _parts(address)
    return parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)


class JudgedTransport(httpx.HTTPTransport):
    """To the judged address; the server is still told the name that was written."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        port = request.url.port or PORTS[request.url.scheme]
        place = judged(request.url.raw_host.decode(), port)
        host = urlsplit(f"//{place.in_url}").hostname or ""
        request.extensions = {**request.extensions, "sni_hostname": place.host}
        request.url = request.url.copy_with(host=host, port=port)
        return super().handle_request(request)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        raise NotAllowed(_("This is no address.")) from None
    return parts


def _check_port(port: int) -> None:
    if not 0 < port < 65536 or port in PORTS_OF_OTHERS:
        raise NotAllowed(_("No receiver listens at this port, another service does."))


def _check(address: Address) -> None:
    if not is_listed(address, os.environ.get("NOTIFICATION_NETWORKS") or PRIVATE):
        raise NotAllowed(
            _(
                "Nothing may be sent to this address. Whoever operates the site lists the networks "
                "of receivers in NOTIFICATION_NETWORKS."
            )
        )
