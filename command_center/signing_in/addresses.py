"""Addresses of the providers elsewhere: there are none where none is configured."""

from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from django.urls import path

from command_center.signing_in.saml_pages import metadata, no_single_sign_out

sign_in_elsewhere = [
    path("sign-in/oidc/<str:provider_id>", oidc.login, name="openid_connect_login"),
    path("sign-in/oidc/<str:provider_id>/back", oidc.callback, name="openid_connect_callback"),
    path("sign-in/saml/<str:organization_slug>", saml.login, name="saml_login"),
    path("sign-in/saml/<str:organization_slug>/acs", saml.acs, name="saml_acs"),
    path("sign-in/saml/<str:organization_slug>/back", saml.finish_acs, name="saml_finish_acs"),
    path("sign-in/saml/<str:organization_slug>/metadata", metadata, name="saml_metadata"),
    path("sign-in/saml/<str:organization_slug>/sls", no_single_sign_out, name="saml_sls"),
]
"""Each answers 404 where its provider is not configured."""
