"""Why an event was found, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext

from detection.kinds import EventKind
from detection.rulebook import RULES


def reason_in_words(kind: EventKind, reason: Mapping[str, float]) -> str:
    """The rule's sentence with the numbers that led to the sighting."""
    return gettext(RULES[kind].reason_text).format(**reason)
