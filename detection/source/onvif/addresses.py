"""Addresses of devices: as an administrator writes them, and as a device tells its own."""

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

from detection.source.onvif.trouble import OnvifError, Trouble

DEVICE_SERVICE = "/onvif/device_service"
"""Where a device must have it (ONVIF Core, 5.1.1)."""

MOST_ADDRESSES = 64
RANGE = re.compile(r"(\d+\.\d+\.\d+\.)(\d+)-(\d+)")
SEPARATORS = re.compile(r"[\s,;]+")


def service_addresses(text: str) -> list[str]:
    """“192.0.2.10, 192.0.2.20-31 camera.example:8080”, each once; `OnvifError` for another."""
    words = [word for word in SEPARATORS.split(text) if word]
    found = [service_address(one) for word in words for one in _unfolded(word)]
    if len(found) > MOST_ADDRESSES:
        raise _no_address(f"{len(found)} > {MOST_ADDRESSES}")
    return list(dict.fromkeys(found))


def service_address(word: str) -> str:
    """A device's own address, or its host with or without a port."""
    try:
        parts = urlsplit(word if "://" in word else f"http://{_bracketed(word)}")
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        raise _no_address(word) from None
    if not is_whole or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        raise _no_address(word)
    path = parts.path if parts.path.strip("/") else DEVICE_SERVICE
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def host_of(address: str) -> str:
    """Empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def on_asked_host(told: str, asked: str) -> str:
    """The address of a device's service, on the host and port that were asked.

    Devices tell one that they had once, or that is behind a router; and what shows who asks goes to
    nobody else. Only another port of the same host is believed.
    """
    if host_of(told) == host_of(asked):
        return told
    ours = urlsplit(asked)
    try:
        theirs = urlsplit(told)
    except ValueError:
        return asked
    path = theirs.path if theirs.path.strip("/") else ours.path
    return urlunsplit((ours.scheme, ours.netloc, path, theirs.query, ""))


def on_answering_host(told: list[str], source: str) -> str:
    """Of the addresses in an answer the one that is of its sender; else the first, made so."""
    pages = [one for one in told if one.startswith(("http://", "https://"))]
    for one in pages:
        if host_of(one) == source:
            return service_address(one)
    for one in pages:
        parts = urlsplit(service_address(one))
        port = f":{parts.port}" if parts.port else ""
        return urlunsplit(parts._replace(netloc=_bracketed(source) + port))
    raise _no_address(" ".join(told))


def stream_address(told: str, asked: str) -> str:
    """Without a user name and a password; on the asked host where its own cannot be meant."""
    try:
        parts = urlsplit(told)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    if not _can_be_meant(host, host_of(asked)):
        host = host_of(asked)
    return urlunsplit((parts.scheme, _bracketed(host) + port, parts.path, parts.query, ""))


def _can_be_meant(host: str, asked: str) -> bool:
    """By another machine; a camera without a lease calls itself 0.0.0.0 or 169.254.…"""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return bool(host)
    is_own = address.is_unspecified or address.is_loopback or address.is_link_local
    return host == asked or not (is_own or address.is_multicast)


def _unfolded(word: str) -> list[str]:
    """192.0.2.20-31 is twelve."""
    found = RANGE.fullmatch(word)
    if not found:
        return [word]
    first, last = int(found[2]), int(found[3])
    if not first <= last <= 255:
        raise _no_address(word)
    return [f"{found[1]}{number}" for number in range(first, last + 1)]


def _bracketed(host: str) -> str:
    return f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host


def _no_address(word: str) -> OnvifError:
    return OnvifError(Trouble.NO_ADDRESS, f"“{word[:100]}” is no address of a device.", word[:100])
