"""What happens at the door: sessions begin and end, and the journal is told."""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from command_center.people.models import Agent
from command_center.people.telling import tell_changed
from command_center.signing_in import sessions
from command_center.signing_in.noting import note_access, note_change
from command_center.signing_in.open_session import OpenSession
from command_center.signing_in.second_factor import FACTORS


def connect() -> None:
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    # Not allauth's own signals, some of which come after the commit: the journal's entry is of
    # the same transaction.
    post_save.connect(_factor_saved, sender=Authenticator)
    post_delete.connect(_factor_deleted, sender=Authenticator)
    authentication_failed.connect(_factor_failed)


@transaction.atomic
def _signed_in(request: HttpRequest, user: Agent, **_: Any) -> None:
    sessions.begin(request, user)
    methods = request.session.get("account_authentication_methods") or []
    how = [record.get("type") or record.get("provider") or record["method"] for record in methods]
    note_access("sign_in", user, request, how=how)


@transaction.atomic
def _signed_out(request: HttpRequest, user: Agent | None, **_: Any) -> None:
    """Before Django empties the session: its sockets must find it gone."""
    if user is None:
        return
    note_access("sign_out", user, request)
    OpenSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.delete()
    tell_changed(user.pk)


def _factor_saved(instance: Authenticator, created: bool, **_: Any) -> None:
    """Sessions that were open without it end."""
    if not created:
        return
    request = context.request
    note_change("second_factor_added", instance.user, request, type=instance.type)
    if instance.type in FACTORS:
        sessions.end_all(instance.user, but=request.session.session_key if request else None)


def _factor_deleted(instance: Authenticator, **_: Any) -> None:
    note_change("second_factor_removed", instance.user, context.request, type=instance.type)
    tell_changed(instance.user_id)


def _factor_failed(
    request: HttpRequest, user: Agent, authenticator: Authenticator, **_: Any
) -> None:
    note_access("second_factor_failed", user, request, type=authenticator.type)
