"""A program with a token, for tests: over Django's own client, without a server."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from command_center.api.models import Token
from command_center.api.scope import Scope
from command_center.api.secret import digest_of, new_secret
from command_center.people.models import Agent

ENGLISH = {"accept-language": "en"}


def unsaved_token(
    agent: Agent, scopes: Sequence[str] = Scope.values, **given: Any
) -> tuple[Token, str]:
    secret = new_secret()
    usual: dict[str, Any] = {
        "purpose": "Shift report",
        "scopes": list(scopes),
        "digest": digest_of(secret),
        "begins": secret[:8],
        "created_at": timezone.now(),
        "expires_at": timezone.now() + timedelta(days=30),
    }
    return Token(agent=agent, **usual | given), secret


def token_of(agent: Agent, scopes: Sequence[str] = Scope.values, **given: Any) -> tuple[Token, str]:
    token, secret = unsaved_token(agent, scopes, **given)
    token.save()
    return token, secret


@dataclass(frozen=True)
class Program:
    secret: str
    token: Token

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return Client().get(f"/api/v1{path}", query, headers=self._headers(headers))

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        return Client().post(
            f"/api/v1{path}",
            text,
            content_type="application/json",
            headers=self._headers(headers),
        )

    def _headers(self, more: dict[str, str] | None) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}", **ENGLISH, **(more or {})}


def program(agent: Agent, *scopes: str) -> Program:
    """All scopes where none is named."""
    token, secret = token_of(agent, scopes or Scope.values)
    return Program(secret, token)
