"""What `manage.py check --deploy` says of signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


def connect() -> None:
    register(Tags.security, deploy=True)(second_factor_is_forced)
    register(Tags.security, deploy=True)(proxies_are_named)


def second_factor_is_forced(**_: Any) -> list[CheckMessage]:
    if settings.SECOND_FACTOR_FORCED:
        return []
    return [
        Error(
            "Administrators, the legal team and technical administrators sign in without a second "
            "factor: SECOND_FACTOR_FORCED is 0.",
            hint="Leave it unset; 0 is for tests and for the demonstration.",
            id="signing_in.E001",
        )
    ]


def proxies_are_named(**_: Any) -> list[CheckMessage]:
    if settings.TRUSTED_PROXIES or not settings.SECURE_SSL_REDIRECT:
        return []
    return [
        Warning(
            "Something before this program speaks TLS, and TRUSTED_PROXIES is 0: all visitors seem "
            "to have its address, in the journal too, and one who guesses locks all of them out.",
            hint="Set it to the number of proxies that add to X-Forwarded-For.",
            id="signing_in.W001",
        )
    ]
