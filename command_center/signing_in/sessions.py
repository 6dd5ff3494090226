"""Beginning, using and ending sessions. An ended one closes its open sockets at once."""

import time
from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from command_center.people.models import Agent
from command_center.people.telling import tell_changed
from command_center.signing_in.address import address_of
from command_center.signing_in.browser_name import browser_name
from command_center.signing_in.open_session import OpenSession

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
"""Kept in the session itself, in seconds since 1970: most requests ask nothing besides."""

TOLD_EVERY_S = 60.0
"""That a session is used is written once a minute at most."""


def begin(request: HttpRequest, agent: Agent) -> None:
    now = timezone.now()
    session = request.session
    session[SIGNED_IN_AT] = session[SEEN_AT] = now.timestamp()
    if not session.session_key:
        session.create()
    OpenSession.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "agent": agent,
            "address": address_of(request),
            "browser": browser_name(request.META.get("HTTP_USER_AGENT", "")),
            "signed_in_at": now,
            "seen_at": now,
        },
    )


def moved(request: HttpRequest, old_key: str) -> None:
    """Its key was renewed; it is the same session."""
    if not request.session.session_key:
        request.session.create()
    OpenSession.objects.filter(session_key=old_key).update(session_key=request.session.session_key)


def left_s(session: Any) -> float:
    """Seconds until its absolute end; 0 where it is over or has not been used for long."""
    now_s = time.time()
    ends_at_s = session.get(SIGNED_IN_AT, 0) + settings.SESSION_LASTS.total_seconds()
    if now_s >= ends_at_s or not _is_used(session.session_key):
        return 0
    return float(ends_at_s - now_s)


def is_over(session: SessionBase) -> bool:
    """As `left_s`, for a request; asks the database once a minute."""
    now_s = time.time()
    if session.get(SIGNED_IN_AT, 0) + settings.SESSION_LASTS.total_seconds() <= now_s:
        return True
    if 0 <= now_s - session.get(SEEN_AT, 0) < TOLD_EVERY_S:
        return False
    if not _is_used(session.session_key or ""):
        return True
    session[SEEN_AT] = now_s
    return False


def _is_used(key: str) -> bool:
    """Whether it was used lately; then it is used now."""
    now = timezone.now()
    row = OpenSession.objects.filter(session_key=key)
    seen_at = row.values_list("seen_at", flat=True).first()
    if seen_at is None or seen_at <= now - settings.SESSION_IDLE:
        return False
    if seen_at <= now - timedelta(seconds=TOLD_EVERY_S):
        row.update(seen_at=now)
    return True


def open_sessions(agent: Agent) -> QuerySet[OpenSession]:
    now = timezone.now()
    return agent.open_sessions.filter(
        seen_at__gt=now - settings.SESSION_IDLE, signed_in_at__gt=now - settings.SESSION_LASTS
    )


def end(sessions: Sequence[OpenSession]) -> None:
    """Their next request is a visitor's."""
    keys = [one.session_key for one in sessions]
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in keys:
        store(key).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
    tell_changed(*{one.agent_id for one in sessions})


def end_all(agent: Agent, but: str | None = None) -> int:
    """How many; `but` is the key of one that goes on."""
    ended = list(agent.open_sessions.exclude(session_key=but or ""))
    end(ended)
    return len(ended)
