"""The address in a line: one that a camera can have, and without its password."""

import re
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.setup.allowed_address import allowed
from detection.source.address import NETWORK_SCHEMES

LONGEST = 400
WEBCAM = re.compile(r"webcam:\d+")
FILM = re.compile(r"(\.{0,2}/|[A-Za-z]:[\\/]).+")
"""A path that begins somewhere; “192.0.2.10/stream1” only lacks its rtsp://."""


def address(given: str) -> str:
    """As given. Raises Django's `ValidationError`, which repeats nothing of it."""
    if not given:
        raise ValidationError(_("Write the address of the camera."))
    _refuse_credentials(given)
    if len(given) > LONGEST or not (_is_of_network(given) or _is_local(given)):
        raise ValidationError(
            _(
                "Write rtsp://, rtsps://, http:// or https:// with the name or number of the "
                "camera, webcam:0, or the whole path of a film."
            )
        )
    return allowed(given)


def sub_address(given: str) -> str:
    return address(given) if given else ""


def host(given: str) -> str:
    """Empty where nobody is asked for a password."""
    return urlsplit(given).netloc.lower() if "://" in given else ""


def _refuse_credentials(given: str) -> None:
    """Wherever the @ is: a password that holds a slash or a # moves it."""
    if "@" in given and not _is_local(given):
        raise ValidationError(
            _("Write the user name and the password in the columns user and password.")
        )


def _is_local(given: str) -> bool:
    return bool(WEBCAM.fullmatch(given) or FILM.fullmatch(given))


def _is_of_network(given: str) -> bool:
    parts = _parts(given)
    return parts is not None and parts.scheme in NETWORK_SCHEMES and bool(parts.hostname)


def _parts(given: str) -> SplitResult | None:
    try:
        parts = urlsplit(given)
        int(parts.port or 0)  # only whoever reads it is told that it is none
    except ValueError:
        return None
    return parts
