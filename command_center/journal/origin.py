"""Where a look or a change comes from: who, from which session and address, for which reason."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

SHIFT_REASON = "shift_reason"
"""In the session: why its agent looks at all, said at the beginning of the shift."""


@dataclass(frozen=True, slots=True)
class Origin:
    author: int | None = None
    author_name: str = ""
    address: str = ""
    session: str = ""
    reason: str = ""


SOFTWARE = Origin(author_name="Vigie")
"""What is done by itself, on time."""


def origin_of(request: HttpRequest) -> Origin:
    address = request.META.get("REMOTE_ADDR") or ""
    return _origin(getattr(request, "user", None), getattr(request, "session", None), address)


def origin_of_scope(scope: Any) -> Origin:
    """Of a socket."""
    client = scope.get("client") or [""]
    return _origin(scope.get("user"), scope.get("session"), str(client[0]))


def _origin(user: Any, session: Any, address: str) -> Origin:
    key = getattr(session, "session_key", None) or ""
    return Origin(
        author=getattr(user, "pk", None),
        author_name=user.get_username() if user is not None else "",
        address=address[:64],
        session=hashlib.sha256(key.encode()).hexdigest()[:16] if key else "",
        reason=str(session.get(SHIFT_REASON, "")) if session is not None else "",
    )
