"""What a provider of OpenID Connect says of a person: believed only where it signed it, for us."""

from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""With a public key only: never `none`, never a shared secret."""

WELL_KNOWN = "/.well-known/"


def claims_of(id_token: str, keys: Mapping[str, Any], issuer: str, client: str) -> dict[str, Any]:
    """`keys`: the provider's JWKS. Raises OAuth2Error (OpenID Connect Core, 3.1.3.7)."""
    try:
        found: dict[str, Any] = jwt.decode(
            id_token,
            _key(id_token, keys),
            algorithms=ALGORITHMS,
            audience=client,
            issuer=issuer,
            options={"require": ["exp", "iat", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error(f"The ID token is not good: {error}") from error
    return found


def check_issuer(configuration: Mapping[str, Any], server: str) -> None:
    """Raises OAuth2Error where the metadata is of somebody else than OIDC_SERVER."""
    wanted = server.partition(WELL_KNOWN)[0].rstrip("/")
    if str(configuration.get("issuer", "")).rstrip("/") != wanted:
        raise OAuth2Error("The metadata's issuer is not OIDC_SERVER.")


def check_subject(said: Mapping[str, Any]) -> None:
    """Raises OAuth2Error where the ID token and the user's data are of two persons (5.3.2)."""
    subjects = {part.get("sub") for part in (said.get("id_token"), said.get("userinfo")) if part}
    if len(subjects) != 1 or None in subjects:
        raise OAuth2Error("The ID token and the user's data name different persons.")


def _key(id_token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The one that the token names; it may name none where the provider has a single one."""
    number = jwt.get_unverified_header(id_token).get("kid")
    signing = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if _signs(key)]
    named = [key for key in signing if number is None or key.key_id == number]
    if len(named) != 1:
        raise OAuth2Error("The ID token is signed with a key that the provider does not show.")
    return named[0]


def _signs(key: jwt.PyJWK) -> bool:
    return key.public_key_use in {None, "sig"}
