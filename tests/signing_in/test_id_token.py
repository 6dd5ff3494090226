"""An ID token is believed only where the provider signed it, for us, lately."""

import time
from typing import Any

import jwt
import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from command_center.signing_in.id_token import check_issuer, check_subject, claims_of

ISSUER = "https://id.example"
OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = OURS.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
JWK = RSAAlgorithm.to_jwk(OURS.public_key(), as_dict=True) | {"kid": "1", "use": "sig"}
KEYS = {"keys": [JWK]}


def said(**given: Any) -> dict[str, Any]:
    now_s = int(time.time())
    usual = {"iss": ISSUER, "aud": "vigie", "sub": "1001", "iat": now_s, "exp": now_s + 60}
    return usual | given


def token(claims: dict[str, Any], key: Any = OURS, algorithm: str = "RS256", **head: Any) -> str:
    return jwt.encode(claims, key, algorithm, headers=head)


def test_signed_token_is_believed_with_and_without_the_keys_name() -> None:
    for head in ({"kid": "1"}, {}):
        assert claims_of(token(said(), **head), KEYS, ISSUER, "vigie")["sub"] == "1001"


def test_token_that_names_no_key_is_refused_where_there_are_two() -> None:
    other = RSAAlgorithm.to_jwk(OTHER.public_key(), as_dict=True) | {"kid": "2"}
    with pytest.raises(OAuth2Error):
        claims_of(token(said()), {"keys": [JWK, other]}, ISSUER, "vigie")


@pytest.mark.parametrize(
    "wrong",
    [
        token(said(), OTHER),
        token(said(), OURS, kid="another"),
        token(said(), None, "none"),
        token(said(aud="another")),
        token(said(iss="https://evil.example")),
        token(said(exp=int(time.time()) - 60)),
        token({name: value for name, value in said().items() if name != "sub"}),
        "not a token",
    ],
    ids=["other key", "unknown key", "unsigned", "audience", "issuer", "old", "nobody", "noise"],
)
def test_token_that_is_not_good_is_refused(wrong: str) -> None:
    with pytest.raises(OAuth2Error):
        claims_of(wrong, KEYS, ISSUER, "vigie")


def test_public_key_is_no_shared_secret() -> None:
    with pytest.raises(OAuth2Error):
        claims_of(jwt.encode(said(), PUBLIC.hex(), "HS256"), KEYS, ISSUER, "vigie")


def test_metadata_of_another_issuer_is_refused() -> None:
    check_issuer({"issuer": "https://id.example/"}, "https://id.example")
    check_issuer({"issuer": ISSUER}, "https://id.example/.well-known/openid-configuration")
    for other in ({"issuer": "https://evil.example"}, {}):
        with pytest.raises(OAuth2Error):
            check_issuer(other, ISSUER)


def test_user_data_of_another_person_are_refused() -> None:
    check_subject({"id_token": {"sub": "1001"}, "userinfo": {"sub": "1001"}})
    for two in ({"id_token": {"sub": "1001"}, "userinfo": {"sub": "2"}}, {"userinfo": {}}, {}):
        with pytest.raises(OAuth2Error):
            check_subject(two)
