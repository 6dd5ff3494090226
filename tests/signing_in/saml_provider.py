"""A provider of SAML: it signs what it says of a person, as python3-saml checks it."""

import base64
import uuid
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ENTITY = "https://id.ville.example/saml"
SSO = "https://id.ville.example/saml/sso"
US = "http://testserver/sign-in/saml"
EMAIL = "urn:oid:0.9.2342.19200300.100.1.3"

RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{response}" Version="2.0" \
IssueInstant="{now}" Destination="{acs}" InResponseTo="{request}">\
<saml:Issuer>{entity}</saml:Issuer>\
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
{assertion}</samlp:Response>"""

ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" \
Version="2.0" IssueInstant="{now}"><saml:Issuer>{entity}</saml:Issuer><saml:Subject>\
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{subject}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
<saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{acs}" InResponseTo="{request}"/>\
</saml:SubjectConfirmation></saml:Subject>\
<saml:Conditions NotBefore="{earlier}" NotOnOrAfter="{later}"><saml:AudienceRestriction>\
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="{id}"><saml:AuthnContext>\
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password\
</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
<saml:AttributeStatement><saml:Attribute Name="{email_name}">\
<saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
</saml:Assertion>"""


@dataclass(frozen=True)
class Keys:
    private: str
    certificate: str


@cache
def keys(whose: str) -> Keys:
    """PEM; a certificate of a day."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, whose)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    return Keys(private.decode(), public.decode())


def request_in(address: str) -> str:
    """The number of the request that a person brings along."""
    packed = base64.b64decode(parse_qs(urlsplit(address).query)["SAMLRequest"][0])
    return str(etree.fromstring(zlib.decompress(packed, -15)).get("ID"))


def response(
    request: str,
    subject: str = "1001",
    email: str = "moreau@ville.example",
    signer: str = "provider",
    audience: str = f"{US}/metadata",
    age: timedelta = timedelta(0),
) -> str:
    """As it is posted: base64. `signer` “” leaves it unsigned."""
    now = datetime.now(UTC) - age
    at = {"now": now, "earlier": now - timedelta(minutes=1), "later": now + timedelta(minutes=5)}
    given = {name: f"{instant:%Y-%m-%dT%H:%M:%SZ}" for name, instant in at.items()}
    given |= {"acs": f"{US}/acs", "entity": ENTITY, "request": request, "audience": audience}
    said = {"subject": escape(subject), "email": escape(email), "email_name": EMAIL}
    assertion = ASSERTION.format(id=f"_{uuid.uuid4()}", **given, **said)
    if signer:
        assertion = _signed(assertion, keys(signer))
    whole = RESPONSE.format(response=f"_{uuid.uuid4()}", assertion=assertion, **given)
    return base64.b64encode(whole.encode()).decode()


def _signed(assertion: str, by: Keys) -> str:
    signed = OneLogin_Saml2_Utils.add_sign(assertion, by.private, by.certificate)
    return signed.decode() if isinstance(signed, bytes) else str(signed)
