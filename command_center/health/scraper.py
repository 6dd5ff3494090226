"""Which program may read the metrics: one that brings the token of METRICS_TOKEN."""

import secrets

from django.conf import settings
from django.http import HttpRequest


def brings_a_token(request: HttpRequest) -> bool:
    return "Authorization" in request.headers


def is_known(request: HttpRequest) -> bool:
    """Nobody is while no token is set. The comparison takes as long for each wrong token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN
    is_equal = secrets.compare_digest(token.strip().encode(), expected.encode())
    return bool(expected) and scheme.lower() == "bearer" and is_equal
