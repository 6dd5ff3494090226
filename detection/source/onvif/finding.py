"""Devices by their addresses: asked as a search asks, and knocked at where nobody says a word."""

import ipaddress
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from detection.source.networks import Forbidden, check_written
from detection.source.onvif.addresses import host_of, service_address
from detection.source.onvif.device import knock
from detection.source.onvif.discovery import Found, search_at
from detection.source.onvif.trouble import Trouble

LISTENS_S = 1.2
"""Less than a search: what answers no probe is knocked at."""


class Finding(NamedTuple):
    """`silent`: why there is nothing, by address."""

    found: list[Found]
    silent: dict[str, Trouble]


def find_at(addresses: Sequence[str]) -> Finding:
    """The answer to a probe names the device, and its port where that is not 80."""
    forbidden = {one: Trouble.FORBIDDEN for one in addresses if _is_forbidden(one)}
    addresses = [one for one in addresses if one not in forbidden]
    hosts = {host_of(one): one for one in addresses if _is_host_alone(one)}
    heard = {one.host: one for one in search_at(list(hosts), LISTENS_S)} if hosts else {}
    unheard = [one for one in addresses if one not in {hosts.get(host) for host in heard}]
    troubles = knock(unheard) if unheard else {}
    knocked = [Found(one, "", "") for one in unheard if troubles[one] is None]
    silent = {one: trouble for one, trouble in troubles.items() if trouble is not None}
    return Finding([*heard.values(), *knocked], forbidden | silent)


def _is_forbidden(address: str) -> bool:
    """As it is written; a name is judged when it is called."""
    try:
        check_written(host_of(address), urlsplit(address).port)
    except Forbidden:
        return True
    return False


def _is_host_alone(address: str) -> bool:
    """An IPv4 address without a port: to look a name up has no time limit."""
    host = host_of(address)
    try:
        is_number = ipaddress.ip_address(host).version == 4
    except ValueError:
        return False
    return is_number and address == service_address(host)
