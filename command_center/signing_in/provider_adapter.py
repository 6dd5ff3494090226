"""Signing in by a provider elsewhere: only as an agent that an administrator named."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from command_center.people.models import Agent
from command_center.signing_in.identity import Identity
from command_center.signing_in.noting import note_access


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """What the provider proved is asked afresh each time; nothing of it is kept but the
        subject."""
        agent = agent_of(sociallogin)
        if agent is None or not agent.is_active:
            detail = {"provider": sociallogin.account.provider}
            note_access("sign_in_refused", agent, request, **detail)
            raise ImmediateHttpResponse(_refused(request, "pages/sign_in/unknown.html"))
        sociallogin.user = agent

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        known = getattr(getattr(provider, "app", None), "provider_id", "")
        why = str(extra_context or exception or error or "")[:300]
        note_access("sign_in_failed", None, request, provider=known, why=why)
        raise ImmediateHttpResponse(_refused(request, "pages/sign_in/failed.html"))


def agent_of(login: SocialLogin) -> Agent | None:
    """By subject; else by an e-mail that the provider says is verified, once."""
    provider, subject = login.account.provider, str(login.account.uid)
    identities = Identity.objects.filter(provider=provider).select_related("agent")
    if known := identities.filter(subject=subject).first():
        return known.agent
    for email in _verified_emails(login):
        by_email = identities.filter(subject="", email__iexact=email)
        if found := by_email.first():
            # Two at once: only the first one's subject is kept, and only that one comes in.
            return found.agent if by_email.filter(pk=found.pk).update(subject=subject) else None
    return None


def _verified_emails(login: SocialLogin) -> list[str]:
    trusts_all = login.account.provider in settings.PROVIDERS_TRUSTED_FOR_EMAIL
    return [one.email for one in login.email_addresses if one.verified or trusts_all]


def _refused(request: HttpRequest, page: str) -> HttpResponse:
    return render(request, page, status=403)
