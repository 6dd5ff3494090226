"""Coming in: name and password, then the second factor; and proving both again."""

from typing import Any

from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.http import HttpResponse

from command_center.signing_in.providers import links


class SignIn(LoginView):  # type: ignore[misc]
    """Signed in already: on to the page that was asked for."""

    template_name = "pages/sign_in/sign_in.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        asked = self.get_next_url() or ""
        context: dict[str, Any] = super().get_context_data(**given)
        ways = links(settings.SOCIALACCOUNT_PROVIDERS, asked)
        return context | {"next": asked, "providers": ways}


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    template_name = "pages/sign_in/second_factor.html"


class PasskeyAlone(LoginWebAuthnView):  # type: ignore[misc]
    """One that is not known says so on the sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002
        page = SignIn.as_view(extra_context={"passkey_failed": True})
        answer: HttpResponse = page(_as_get(self.request))
        return answer


class ConfirmByPassword(ReauthenticateView):  # type: ignore[misc]
    template_name = "pages/sign_in/confirm.html"


class ConfirmByCode(ReauthenticateByCodeView):  # type: ignore[misc]
    template_name = "pages/sign_in/confirm.html"


class ConfirmByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "pages/sign_in/confirm.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form) | {"passkey_failed": True}
        answer: HttpResponse = self.render_to_response(context)
        return answer


def _as_get(request: Any) -> Any:
    request.method = "GET"
    return request


sign_in = SignIn.as_view()
second_factor = SecondFactor.as_view()
passkey_alone = PasskeyAlone.as_view()
confirm_by_password = ConfirmByPassword.as_view()
confirm_by_code = ConfirmByCode.as_view()
confirm_by_passkey = ConfirmByPasskey.as_view()
