"""Away to a provider of OpenID Connect, and back."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from command_center.signing_in.id_token import check_issuer, check_subject, claims_of


class SigningAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """django-allauth's believes an ID token that came over TLS; this one reads its signature too,
    and knows the issuer beforehand (OpenID Connect Core, 3.1.3.7 and 5.3.2)."""

    @property
    def openid_config(self) -> Any:
        found = super().openid_config
        check_issuer(found, self.get_provider().app.settings["server_url"])
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:
        if not given["response"].get("id_token"):
            raise OAuth2Error("The provider sent no ID token.")
        login: SocialLogin = super().complete_login(request, app, token, **given)
        check_subject(login.account.extra_data)
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> Any:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        return claims_of(id_token, answer.json(), self.openid_config["issuer"], app.client_id)


@login_not_required
def away(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _page(OAuth2LoginView, request, provider_id)


@login_not_required
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _page(OAuth2CallbackView, request, provider_id)


def _page(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(SigningAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer
