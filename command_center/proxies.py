"""Behind proxies the address of a visitor stands in X-Forwarded-For, which a visitor may write too:
only what the last, trusted ones added counts."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Application = Callable[[Any, Any, Any], Awaitable[None]]


def behind_proxies(application: Application) -> Application:
    """TRUSTED_PROXIES says how many there are; with none the header is not read."""

    async def see_through(scope: Any, receive: Any, send: Any) -> None:
        if found := visitor(dict(scope.get("headers", [])), settings.TRUSTED_PROXIES):
            scope = {**scope, "client": [found, 0]}
        await application(scope, receive, send)

    return see_through


def visitor(headers: dict[bytes, bytes], proxies: int) -> str | None:
    """None where they do not say: then it is the one that is connected."""
    passed = [
        one.strip() for one in headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")
    ]
    return passed[-proxies] or None if 0 < proxies <= len(passed) else None
