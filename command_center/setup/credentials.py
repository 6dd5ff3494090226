"""A camera's address, and the name and password that it asks for."""

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit


class Credentials(NamedTuple):
    user: str = ""
    password: str = ""


def joined(address: str, credentials: Credentials) -> str:
    """As FFmpeg takes it. An address that takes none (a film, a webcam) is left as it is."""
    if not address or not credentials.user or "://" not in address:
        return address
    parts = urlsplit(address)
    user, password = quote(credentials.user, safe=""), quote(credentials.password, safe="")
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{parts.netloc}"))


def parted(address: str) -> tuple[str, Credentials]:
    """The address without them, and them."""
    if "://" not in address:
        return address, Credentials()
    parts = urlsplit(address)
    netloc = parts.netloc.rpartition("@")[2]
    found = Credentials(unquote(parts.username or ""), unquote(parts.password or ""))
    return urlunsplit(parts._replace(netloc=netloc)), found
