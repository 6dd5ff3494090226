"""The address that was asked, as the journal keeps it: without what opens anything."""

import re
from urllib.parse import parse_qsl, quote, urlencode

from django.http import HttpRequest

LONGEST = 500
SECRETS = ("token", "password", "passwort", "secret", "key", "code", "saml", "session", "signature")
"""Parts of the names of parameters whose values are nobody's to read again."""

HIDDEN = "***"
SIGN_IN = re.compile(r"(?<=://)[^\s?#]*@")
"""User and password before the host of an address."""


def asked(request: HttpRequest) -> str:
    """Path and query."""
    query = _query(request.META.get("QUERY_STRING", ""))
    return (_path(request) + (f"?{query}" if query else ""))[:LONGEST]


def without_sign_in(address: str) -> str:
    return SIGN_IN.sub(f"{HIDDEN}@", address)


def is_secret(name: str) -> bool:
    return any(one in name.lower() for one in SECRETS)


def _path(request: HttpRequest) -> str:
    path, match = request.path, request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name == "token":
            path = path.replace(str(value), HIDDEN)
    return path


def _query(text: str) -> str:
    given = parse_qsl(text, keep_blank_values=True, errors="replace")
    shown = [(name, HIDDEN if is_secret(name) else without_sign_in(value)) for name, value in given]
    return urlencode(shown, quote_via=quote, safe="*:/@,")
