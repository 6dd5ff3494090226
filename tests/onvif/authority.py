"""Who asks? Checked as a camera does: by the digest in the message, or by HTTP's."""

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta

from lxml import etree

WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
TOKEN = f"{{*}}Header/{{{WSS}wssecurity-secext-1.0.xsd}}Security/{{*}}UsernameToken"
MOST_OFF = timedelta(seconds=10)
"""Between the camera's clock and what a message says of when it was made."""

REALM, NONCE = "camera", "5f1c0ffee5f1c0ffee"
CHALLENGE = f'Digest realm="{REALM}", nonce="{NONCE}", qop="auth", algorithm=MD5'


class Authority:
    """For one user. Each digest is taken once: one that was overheard opens nothing."""

    def __init__(self, user: str, password: str, clock_off: timedelta) -> None:
        self._user, self._password = user, password
        self._clock_off = clock_off
        self._taken: set[str] = set()

    def now(self) -> datetime:
        """By the camera's clock."""
        return datetime.now(UTC) + self._clock_off

    def knows(self, envelope: etree._Element) -> bool:
        token = envelope.find(TOKEN)
        if token is None:
            return False
        user, told, nonce, created = (
            str(token.findtext(f"{{*}}{name}"))
            for name in ("Username", "Password", "Nonce", "Created")
        )
        made_at = datetime.strptime(created, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if nonce in self._taken or abs(self.now() - made_at) > MOST_OFF:
            return False
        self._taken.add(nonce)
        mixed = base64.b64decode(nonce) + created.encode() + self._password.encode()
        right = base64.b64encode(hashlib.sha1(mixed).digest()).decode()
        return (user, told) == (self._user, right)

    def knows_by_http(self, header: str | None, path: str) -> bool:
        """RFC 7616, 3.4.1."""
        told = dict(re.findall(r'(\w+)="?([^",]+)"?', header or ""))
        if told.get("nonce") != NONCE or told.get("username") != self._user:
            return False
        who = _md5(f"{self._user}:{REALM}:{self._password}")
        what = _md5(f"POST:{path}")
        right = _md5(f"{who}:{NONCE}:{told['nc']}:{told['cnonce']}:{told['qop']}:{what}")
        return told.get("response") == right


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
