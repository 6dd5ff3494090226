"""From which address a request comes."""

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """None where nobody says. Behind proxies `command_center.proxies` has put it right."""
    return request.META.get("REMOTE_ADDR") or None
