"""Addresses of the providers elsewhere."""

from allauth.socialaccount.providers.saml import views as saml
from django.urls import path, register_converter

from command_center.signing_in import oidc_pages
from command_center.signing_in.providers import OIDC, SAML
from command_center.signing_in.saml_pages import metadata, no_single_sign_out


class _Word:
    """django-allauth wants a provider's number in each address; here there is one of a kind."""

    regex: str

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class OidcWord(_Word):
    regex = OIDC


class SamlWord(_Word):
    regex = SAML


register_converter(OidcWord, OIDC)
register_converter(SamlWord, SAML)

sign_in_elsewhere = [
    path("sign-in/<oidc:provider_id>", oidc_pages.away, name="openid_connect_login"),
    path("sign-in/<oidc:provider_id>/back", oidc_pages.back, name="openid_connect_callback"),
    path("sign-in/<saml:organization_slug>", saml.login, name="saml_login"),
    path("sign-in/<saml:organization_slug>/acs", saml.acs, name="saml_acs"),
    path("sign-in/<saml:organization_slug>/back", saml.finish_acs, name="saml_finish_acs"),
    path("sign-in/<saml:organization_slug>/metadata", metadata, name="saml_metadata"),
    path("sign-in/<saml:organization_slug>/sls", no_single_sign_out, name="saml_sls"),
]
"""As `/sign-in/saml/acs`. Each answers 404 where its provider is not configured."""
