"""Coming in: name and password, then the second factor; and proving it again before what is grave."""

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
        return super().get_context_data(**given) | {
            "next": asked,
            "providers": links(settings.SOCIALACCOUNT_PROVIDERS, asked),
        }


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    template_name = "pages/sign_in/second_factor.html"


class PasskeyAlone(LoginWebAuthnView):  # type: ignore[misc]
    """One that is not known says so on the sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002
        return SignIn.as_view(extra_context={"passkey_failed": True})(_as_get(self.request))


class ConfirmByPassword(ReauthenticateView):  # type: ignore[misc]
    template_name = "pages/sign_in/confirm.html"


class ConfirmByCode(ReauthenticateByCodeView):  # type: ignore[misc]
    template_name = "pages/sign_in/confirm.html"


class ConfirmByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "pages/sign_in/confirm.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, passkey_failed=True))


def _as_get(request: Any) -> Any:
    request.method = "GET"
    return request


sign_in = SignIn.as_view()
second_factor = SecondFactor.as_view()
passkey_alone = PasskeyAlone.as_view()
confirm_by_password = ConfirmByPassword.as_view()
confirm_by_code = ConfirmByCode.as_view()
confirm_by_passkey = ConfirmByPasskey.as_view()
