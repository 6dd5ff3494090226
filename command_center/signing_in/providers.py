"""Providers elsewhere, as the environment names them: one by OpenID Connect, one by SAML."""

import os
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.http import urlencode

OIDC, SAML = "oidc", "saml"
OIDC_NEEDS = ("OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
SAML_NEEDS = ("SAML_IDP_ENTITY_ID", "SAML_IDP_SSO_URL", "SAML_IDP_CERTIFICATE")


def providers(given: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """`SOCIALACCOUNT_PROVIDERS` of django-allauth; empty where there are none."""
    found: dict[str, Any] = {}
    if _are_given(given, OIDC_NEEDS):
        found["openid_connect"] = {"APPS": [_oidc(given)], "OAUTH_PKCE_ENABLED": True}
    if _are_given(given, SAML_NEEDS):
        found["saml"] = {"APPS": [_saml(given)]}
    return found


def trusted_for_email(given: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Those whose every e-mail counts as verified: SAML says nothing of that, and what it says is
    signed by the provider that was named here."""
    return frozenset({SAML} | ({OIDC} if given.get("OIDC_EMAILS_ARE_VERIFIED") == "1" else set()))


def _are_given(given: Mapping[str, str], needs: tuple[str, ...]) -> bool:
    """All or none: half a provider is a mistake."""
    missing = [name for name in needs if not given.get(name)]
    if missing and len(missing) < len(needs):
        raise ImproperlyConfigured(
            f"{', '.join(needs)} belong together: {', '.join(missing)} is not set."
        )
    return not missing


def _oidc(given: Mapping[str, str]) -> dict[str, Any]:
    return {
        "provider_id": OIDC,
        "name": given.get("OIDC_NAME", "OpenID Connect"),
        "client_id": given["OIDC_CLIENT_ID"],
        "secret": given["OIDC_CLIENT_SECRET"],
        "settings": {"server_url": given["OIDC_SERVER"], "oauth_pkce_enabled": True},
    }


def _saml(given: Mapping[str, str]) -> dict[str, Any]:
    return {
        "provider_id": SAML,
        "name": given.get("SAML_NAME", "SAML"),
        "client_id": SAML,
        "settings": {
            "attribute_mapping": {
                "uid": given.get(
                    "SAML_ATTRIBUTE_SUBJECT", "urn:oasis:names:tc:SAML:attribute:subject-id"
                ),
                "email": given.get("SAML_ATTRIBUTE_EMAIL", "urn:oid:0.9.2342.19200300.100.1.3"),
            },
            "idp": {
                "entity_id": given["SAML_IDP_ENTITY_ID"],
                "sso_url": given["SAML_IDP_SSO_URL"],
                "x509cert": given["SAML_IDP_CERTIFICATE"],
            },
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "want_name_id": True,
                "want_attribute_statement": False,
                "reject_deprecated_algorithm": True,
                "reject_idp_initiated_sso": True,
                "allow_single_label_domains": True,
            },
        },
    }


def links(configured: Mapping[str, Any], asked: str) -> list[tuple[str, str]]:
    """Name and address of each, for the sign-in page; `asked` is the page to come to."""
    query = "?" + urlencode({"next": asked}) if asked else ""
    found = [
        (app["name"], reverse("openid_connect_login", args=[app["provider_id"]]))
        for app in configured.get("openid_connect", {}).get("APPS", [])
    ]
    found += [
        (app["name"], reverse("saml_login", args=[app["client_id"]]))
        for app in configured.get("saml", {}).get("APPS", [])
    ]
    return [(name, address + query) for name, address in found]
