"""What must be said on every page."""

from dataclasses import dataclass

import redis
from django.http import HttpRequest
from django.utils.translation import gettext as _

from command_center.streams.model_in_use import missing_model


@dataclass(frozen=True, slots=True)
class Banner:
    severity: str
    text: str


def banners(request: HttpRequest) -> dict[str, list[Banner]]:
    """Context processor; nothing is said to a stranger."""
    user = getattr(request, "user", None)
    return {"banners": _banners() if user and user.is_authenticated else []}


def _banners() -> list[Banner]:
    try:
        missing = missing_model()
    except redis.RedisError:
        text = _("The message server (Redis) does not answer: pictures and alerts have stopped.")
        return [Banner("high", text)]
    return [Banner("medium", f"{_reduced()} {missing}")] if missing else []


def _reduced() -> str:
    return _("Detection is reduced to things that move: nobody who stands still is seen.")
