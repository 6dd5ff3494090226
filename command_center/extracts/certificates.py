"""The X.509 chain that content credentials (C2PA) ask for, around the key of the extracts.

Made here and signed by a root of this installation's own: it proves who signed to whoever has that
root, which each package carries. To be trusted by strangers it must come from a certification
authority of the C2PA trust list (docs/extracts.md).
"""

import os
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils import timezone

from command_center.extracts.signing_key import (
    SEED_BYTES,
    ExtractKey,
    drawn_once,
    key_folder,
    written_beside,
)

ROOT_LASTS, LEAF_LASTS = timedelta(days=7300), timedelta(days=825)
RENEWED_BEFORE = timedelta(days=60)
ROOT_NAME, LEAF_NAME = "Vigie extracts: root of this installation", "Vigie extracts"
BEFORE_NOW = timedelta(minutes=5)
"""Clocks of those who verify may be a little late."""


def root_pem() -> bytes:
    file = key_folder() / "c2pa_root.pem"
    return drawn_once(file, b"" if file.exists() else _pem(_root()))


def chain_pem(key: ExtractKey) -> bytes:
    """The certificate of this key, then its root; made anew where the key has changed, or in time
    before it ends."""
    file = key_folder() / "c2pa_chain.pem"
    if file.exists() and _serves(known := file.read_bytes(), key):
        return known
    chain = _pem(_leaf(key)) + root_pem()
    written_beside(file, chain).replace(file)
    return chain


def _serves(chain: bytes, key: ExtractKey) -> bool:
    leaf, root = x509.load_pem_x509_certificates(chain)[:2]
    is_of_the_key = leaf.public_key() == key.secret.public_key()
    lasts = leaf.not_valid_after_utc > timezone.now() + RENEWED_BEFORE
    return is_of_the_key and lasts and _pem(root) == root_pem()


def _root() -> x509.Certificate:
    key = _root_key()
    usage = _usage(key_cert_sign=True, crl_sign=True)
    return (
        _builder(ROOT_NAME, key, ROOT_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, None)
    )


def _leaf(key: ExtractKey) -> x509.Certificate:
    """As the C2PA specification asks of a signer's (§ 14.5)."""
    root_key = _root_key()
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    email = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    return (
        _builder(LEAF_NAME, key.secret, LEAF_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(email, critical=False)
        .add_extension(issuer, critical=False)
        .sign(root_key, None)
    )


def _builder(name: str, key: Ed25519PrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
    now = timezone.now()
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(ROOT_NAME))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE_NOW)
        .not_valid_after(now + lasts)
        .add_extension(identifier, critical=False)
    )


def _usage(**given: bool) -> x509.KeyUsage:
    none = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment"),
            *("data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
            *("encipher_only", "decipher_only"),
        ),
        False,
    )
    return x509.KeyUsage(**(none | given))


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Vigie"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _root_key() -> Ed25519PrivateKey:
    seed = drawn_once(key_folder() / "c2pa_root_key", os.urandom(SEED_BYTES))
    return Ed25519PrivateKey.from_private_bytes(seed)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
