"""Whom this program may call in the place of a camera. The rule, all of it:

1. Only networks that who operates the site lists in `CAMERA_NETWORKS`, as “10.20.0.0/16,fd00::/32”.
   Where nothing is listed: private ones (RFC 1918, RFC 4193).
2. Never, whatever is listed: addresses of nobody and of everybody (unspecified, multicast,
   broadcast), and those where clouds hand out their keys.
3. This machine itself, at whichever of its addresses, only where a network of 127.0.0.0/8 or ::1 is
   listed by name.
4. No port where other services of a site listen: SSH, mail, databases, Redis…
5. A name is looked up once, every address that it has must be allowed, and the connection goes to
   an address that was judged: a name that changes in between (DNS rebinding) gains nothing.
6. A film in the place of a camera lies in a folder that `CAMERA_FILMS` lists, separated by commas;
   where nothing is listed, there are none.
"""

import ipaddress
import os
import socket
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PRIVATE = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"
NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(one)
    for one in (
        *("0.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32", "::/128", "ff00::/8"),
        # AWS, Azure, Google, OpenStack; ECS; Alibaba; Azure's wire server; AWS by IPv6
        *("169.254.169.254/32", "169.254.170.0/24", "100.100.100.200/32", "168.63.129.16/32"),
        "fd00:ec2::/32",
    )
)
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
PORTS_OF_OTHERS = frozenset(
    [
        *(20, 21, 22, 23, 25, 53, 69, 110, 111, 123, 135, 137, 138, 139, 143, 161, 389, 445, 465),
        *(514, 587, 636, 873, 993, 995, 1433, 1521, 2049, 2375, 2376, 2379, 2380, 3128, 3306, 3389),
        *(4369, 5432, 5433, 5672, 5900, 5984, 6379, 6380, 6432, 6443, 8086, 9042, 9090, 9093, 9200),
        *(10250, 11211, 15672, 26379, 27017),
    ]
)
"""None of these is a port of RTSP, HTTP or ONVIF on cameras that are sold."""


class Why(StrEnum):
    """The interface says it in the reader's language."""

    NETWORK = "forbidden_network"
    PORT = "forbidden_port"
    FILM = "forbidden_film"


class Forbidden(OSError):
    """The message says what is not allowed, and what to do."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


class Place(NamedTuple):
    """A place on the network that was judged: `address` is called, `host` is what was written."""

    host: str
    address: Address
    port: int

    @property
    def in_url(self) -> str:
        """Address and port, as a URL takes them."""
        text = f"[{self.address}]" if self.address.version == 6 else str(self.address)
        return f"{text}:{self.port}"


def networks(text: str) -> tuple[Network, ...]:
    """Of a list with commas; `ValueError` names the word that is no network."""
    return tuple(ipaddress.ip_network(word.strip()) for word in text.split(",") if word.strip())


def judged(host: str, port: int) -> Place:
    """Where to connect to, for a host as an address has it; looks a name up. Raises `Forbidden`,
    and `OSError` where there is no such name."""
    _check_port(host, port)
    found = addresses_of(host, port)
    for address in found:
        _check_address(host, address)
    return Place(host, found[0], port)


def addresses_of(host: str, port: int) -> list[Address]:
    """At least one; a name is looked up. Raises `OSError` where there is no such name."""
    is_number = literal(host)
    return [is_number] if is_number else _looked_up(host, port)


def check_written(host: str, port: int | None) -> None:
    """What can be said of an address before anybody is asked: a name is not looked up."""
    if port is not None:
        _check_port(host, port)
    address = literal(host)
    if address is not None:
        _check_address(host, address)


def check_film(path: Path) -> None:
    """Links are followed first."""
    folders = os.environ.get("CAMERA_FILMS", "").split(",")
    whole = path.resolve()
    if not any(whole.is_relative_to(Path(one).resolve()) for one in folders if one):
        raise Forbidden(
            Why.FILM,
            f"{path}: films in this folder may not stand in for a camera; who operates the site "
            "lists folders of films in CAMERA_FILMS.",
        )


def literal(host: str) -> Address | None:
    """The address that a host is by itself, in whatever spelling the system takes: 127.1,
    0x7f000001 and ::ffff:127.0.0.1 are 127.0.0.1. None for a name."""
    try:
        return _unmapped(ipaddress.ip_address(_written(host)))
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError, ValueError):
        return None


def is_allowed(address: Address) -> bool:
    return is_listed(address, os.environ.get("CAMERA_NETWORKS") or PRIVATE)


def is_listed(address: Address, networks_listed: str) -> bool:
    """By rules 1 to 3, of another list: for whoever calls others than cameras."""
    listed = _listed(networks_listed)
    if any(address in one for one in NEVER):
        return False
    if _is_this_machine(address):
        return any(_is_loopback(one) for one in listed)
    return any(address in one for one in listed)


def _check_address(host: str, address: Address) -> None:
    if not is_allowed(address):
        found = "" if str(address) == host else f" ({address})"
        raise Forbidden(
            Why.NETWORK,
            f"{host[:100]}{found} is in no network of cameras; who operates the site lists these "
            "in CAMERA_NETWORKS.",
        )


def _check_port(host: str, port: int) -> None:
    if not 0 < port < 65536 or port in PORTS_OF_OTHERS:
        raise Forbidden(
            Why.PORT,
            f"{host[:100]}: no camera answers at port {port}, another service does; write the "
            "camera's own port.",
        )


def _looked_up(host: str, port: int) -> list[Address]:
    """At least one."""
    try:
        told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a label that is too long, half a surrogate
        raise OSError(f"{host[:100]!r} is no name") from None
    return [_unmapped(ipaddress.ip_address(_written(place[0]))) for *_kind, place in told]


def _written(address: object) -> str:
    """Without the interface, which fe80::1%eth0 names."""
    return str(address).partition("%")[0]


def _unmapped(address: Address) -> Address:
    """IPv4 in IPv6's clothes is judged as what is called in the end."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def _is_this_machine(address: Address) -> bool:
    """Nobody else's address can be bound here."""
    if any(address in one for one in LOOPBACK):
        return True
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as trial:
            trial.bind((str(address), 0))
    except OSError:
        return False
    return True


def _is_loopback(network: Network) -> bool:
    return any(
        isinstance(network, type(one)) and network.subnet_of(one)  # type: ignore[arg-type]
        for one in LOOPBACK
    )


@lru_cache(maxsize=8)
def _listed(text: str) -> tuple[Network, ...]:
    return networks(text)
