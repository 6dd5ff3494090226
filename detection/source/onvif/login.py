"""A name and a password, and how they are shown to a device without telling them."""

import base64
import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape

WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
SECURITY = f"{WSS}wssecurity-secext-1.0.xsd"
UTILITY = f"{WSS}wssecurity-utility-1.0.xsd"
DIGEST = f"{WSS}username-token-profile-1.0#PasswordDigest"
BASE64 = f"{WSS}soap-message-security-1.0#Base64Binary"


@dataclass(frozen=True, slots=True)
class Login:
    """Never shown whole: an error's report prints what it finds."""

    user: str
    password: str = field(repr=False)


def username_token(login: Login, created_at: datetime, nonce: bytes | None = None) -> str:
    """For the header of one question (WS-Security UsernameToken Profile 1.0, 3.1).

    `created_at` is UTC by the device's clock: one that is minutes off refuses the right password.
    """
    nonce = nonce or os.urandom(16)
    created = created_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    mixed = nonce + created.encode() + login.password.encode()
    digest = _text(hashlib.sha1(mixed, usedforsecurity=False).digest())  # the profile's own
    return (
        f'<w:Security xmlns:w="{SECURITY}" xmlns:u="{UTILITY}"><w:UsernameToken>'
        f"<w:Username>{escape(login.user)}</w:Username>"
        f'<w:Password Type="{DIGEST}">{digest}</w:Password>'
        f'<w:Nonce EncodingType="{BASE64}">{_text(nonce)}</w:Nonce>'
        f"<u:Created>{created}</u:Created>"
        "</w:UsernameToken></w:Security>"
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
