"""Who is on this network? WS-Discovery (April 2005) over UDP, as ONVIF Core, 7 asks of devices."""

import selectors
import socket
import struct
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from urllib.parse import unquote

from detection.source.onvif.addresses import host_of, on_answering_host
from detection.source.onvif.soap import enveloped, parsed, text_at
from detection.source.onvif.trouble import OnvifError

GROUP, PORT = "239.255.255.250", 3702
LISTENS_S = 2.5
"""A device waits up to half a second of its own choice; busy ones answer after two."""

ASKED_AGAIN_AFTER_S = 0.7
LARGEST_DATAGRAM = 65_535
MOST_FOUND = 512
LONGEST_NAME = 100

DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery"
ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
EVERYBODY = "urn:schemas-xmlsoap-org:ws:2005:04:discovery"
KINDS = (
    ("http://www.onvif.org/ver10/network/wsdl", "NetworkVideoTransmitter"),
    ("http://www.onvif.org/ver10/device/wsdl", "Device"),
)
"""Old devices know the first only, some new ones the second only."""

SCOPE = "onvif://www.onvif.org/"


@dataclass(frozen=True, slots=True)
class Found:
    """A device that answered. `address` is its service's, on the host that the answer came from."""

    address: str
    name: str
    model: str

    @property
    def host(self) -> str:
        return host_of(self.address)


def search(listens_s: float = LISTENS_S) -> list[Found]:
    """Everybody whom a multicast reaches, on all networks of this machine; by address."""
    with ExitStack() as stack:
        senders = [stack.enter_context(one) for one in _multicast_sockets()]
        return _heard([(one, (GROUP, PORT)) for one in senders], listens_s)


def search_at(hosts: Sequence[str], listens_s: float = LISTENS_S, port: int = PORT) -> list[Found]:
    """The same question, to these hosts: routers pass it on, as they do not a multicast."""
    with ExitStack() as stack:
        sender = stack.enter_context(_socket())
        return _heard([(sender, (host, port)) for host in hosts], listens_s, len(hosts))


def _heard(
    targets: Sequence[tuple[socket.socket, tuple[str, int]]], listens_s: float, awaited: int = 0
) -> list[Found]:
    """Until the time is up, or as many devices as are awaited have answered."""
    probes = {f"urn:uuid:{uuid.uuid4()}": kind for kind in KINDS}
    found: dict[str, Found] = {}
    began_s = time.monotonic()
    ask_at_s = [began_s, began_s + ASKED_AGAIN_AFTER_S]  # UDP loses
    with selectors.DefaultSelector() as ears:
        for sender in {sender for sender, _target in targets}:
            ears.register(sender, selectors.EVENT_READ)
        while (now_s := time.monotonic()) < began_s + listens_s:
            if ask_at_s and now_s >= ask_at_s[0]:
                ask_at_s.pop(0)
                _ask(targets, probes)
            until_s = min([*ask_at_s, began_s + listens_s])
            for key, _events in ears.select(max(0.0, until_s - time.monotonic())):
                assert isinstance(key.fileobj, socket.socket)
                for one in _received(key.fileobj, set(probes)):
                    found.setdefault(one.address, one)
            if (awaited and len(found) >= awaited) or len(found) >= MOST_FOUND:
                break
    return sorted(found.values(), key=_order)


def _order(found: Found) -> tuple[list[int], str]:
    """192.0.2.9 before 192.0.2.10."""
    numbers = [int(one) for one in found.host.split(".") if one.isdigit()]
    return numbers, found.address


def _ask(
    targets: Sequence[tuple[socket.socket, tuple[str, int]]], probes: dict[str, tuple[str, str]]
) -> None:
    for sender, target in targets:
        for message_id, kind in probes.items():
            with suppress(OSError):  # a network that is down, a host that has no address
                sender.sendto(_probe(message_id, *kind), target)


def _received(ear: socket.socket, asked: set[str]) -> Iterator[Found]:
    """All that has come; what cannot be read is left: anybody may send here."""
    with suppress(OSError):  # nothing more, or word that a host is not there
        while True:
            datagram, source = ear.recvfrom(LARGEST_DATAGRAM)
            yield from read_matches(datagram, source[0], asked)


def read_matches(datagram: bytes, source: str, asked: set[str]) -> Iterator[Found]:
    """The devices in an answer to one of our questions."""
    root = parsed(datagram)
    if root is None or text_at(root, "{*}Header/{*}RelatesTo") not in asked:
        return
    for match in root.findall("{*}Body/{*}ProbeMatches/{*}ProbeMatch"):
        told = text_at(match, "{*}XAddrs").split()
        scopes = text_at(match, "{*}Scopes").split()
        with suppress(OnvifError):
            address = on_answering_host(told, source)
            yield Found(address, _scope(scopes, "name"), _scope(scopes, "hardware"))


def _scope(scopes: Sequence[str], kind: str) -> str:
    start = f"{SCOPE}{kind}/"
    told = next((scope[len(start) :] for scope in scopes if scope.lower().startswith(start)), "")
    return unquote(told).replace("_", " ").strip()[:LONGEST_NAME]


def _probe(message_id: str, namespace: str, kind: str) -> bytes:
    header = (
        f'<a:MessageID xmlns:a="{ADDRESSING}">{message_id}</a:MessageID>'
        f'<a:To xmlns:a="{ADDRESSING}" s:mustUnderstand="true">{EVERYBODY}</a:To>'
        f'<a:Action xmlns:a="{ADDRESSING}" s:mustUnderstand="true">{DISCOVERY}/Probe</a:Action>'
    )
    types = f'<d:Types xmlns:k="{namespace}">k:{kind}</d:Types>'
    return enveloped(header, f'<d:Probe xmlns:d="{DISCOVERY}">{types}</d:Probe>')


def _multicast_sockets() -> Iterator[socket.socket]:
    """One for each network of this machine: by default a multicast leaves by one of them only."""
    for index, _name in socket.if_nameindex():
        one = _socket()
        try:
            by_interface = struct.pack("@4s4si", bytes(4), bytes(4), index)  # struct ip_mreqn
            one.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, by_interface)
        except OSError:
            one.close()
        else:
            yield one


def _socket() -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.setblocking(False)
    one.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
    one.bind(("", 0))
    return one
