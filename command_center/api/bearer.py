"""Who asks: the token of a request, and the agent whom it acts for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.api.problem import Problem
from command_center.api.secret import digest_of, is_whole
from command_center.api.token import Token
from command_center.api.token_agent import TokenAgent
from command_center.journal.origin import SHIFT_REASON

NOTED_EVERY = timedelta(minutes=10)
"""How coarsely the last use is kept: one write in so many minutes, however much is asked."""


@dataclass(frozen=True, slots=True)
class TokenSession:
    """What the door and the journal ask a session for. It is none: no row and no cookie is ever
    made, and what a browser's cookie says is not even read."""

    session_key: str
    purpose: str

    def get(self, name: str, default: Any = None) -> Any:
        """The purpose that the token was made for stands for the reason of a shift."""
        return self.purpose if name == SHIFT_REASON else default


def let_in(request: HttpRequest) -> Token:
    """The request is then that of the token's agent. Raises `Problem` 401."""
    token = _token_of(request)
    agent = TokenAgent.of(token)
    request.user = agent
    request.session = TokenSession(token.session_key, token.purpose)  # type: ignore[assignment]
    request.token = token  # type: ignore[attr-defined]
    return token


def _token_of(request: HttpRequest) -> Token:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not secret:
        raise _unknown(_("Send the token in the header Authorization, as “Bearer vgi_…”."))
    if not is_whole(secret):
        raise _unknown(_("This is no token of Vigie: perhaps a part of it is missing."))
    token = Token.objects.in_force().filter(digest=digest_of(secret)).first()
    if token is None:
        raise _unknown(_("This token is unknown, revoked or over: make a new one."))
    _note_use(token)
    return token


def _note_use(token: Token) -> None:
    if token.last_used_at is None or token.last_used_at < timezone.now() - NOTED_EVERY:
        Token.objects.filter(pk=token.pk, revoked_at=None).update(last_used_at=Now())


def _unknown(detail: str) -> Problem:
    return Problem(401, detail, headers={"WWW-Authenticate": 'Bearer realm="Vigie"'})
