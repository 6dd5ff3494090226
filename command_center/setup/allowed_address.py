"""Addresses that no camera may have (`detection.source.networks`), in the reader's language."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from detection.source.address import Cause, SourceError, check_address


def allowed(address: str) -> str:
    """As given. Raises Django's `ValidationError`, which repeats nothing of it; asks nobody."""
    try:
        check_address(address)
    except SourceError as error:
        if error.cause in refusal_words():
            raise ValidationError(refusal_words()[error.cause]) from None
    return address


def refusal_words() -> dict[Cause, str]:
    """Why, and what to do."""
    return {
        Cause.FORBIDDEN_NETWORK: _(
            "Cameras may not be at this address. Check it; whoever operates the site lists the "
            "networks of cameras in CAMERA_NETWORKS."
        ),
        Cause.FORBIDDEN_PORT: _(
            "No camera answers at this port, another service does: write the camera's own port."
        ),
        Cause.FORBIDDEN_FILM: _(
            "Films in this folder may not stand in for a camera. Whoever operates the site lists "
            "folders of films in CAMERA_FILMS."
        ),
    }
