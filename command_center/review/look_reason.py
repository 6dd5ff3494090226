"""Why somebody looks at what was recorded: asked once for a while, besides the shift's reason."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of

LOOK_REASON = "look_reason"
HOLDS_FOR = timedelta(minutes=30)
"""After the last look: whoever comes back later looks for something else."""


def look_reason(request: HttpRequest) -> str:
    """Empty where none was given, or too long ago."""
    kept = request.session.get(LOOK_REASON)
    if not isinstance(kept, dict):
        return ""
    if timezone.now() - datetime.fromisoformat(kept["at"]) > HOLDS_FOR:
        return ""
    return str(kept["reason"])


def give_look_reason(request: HttpRequest, reason: str) -> None:
    _keep(request, reason)
    note(Operation.ACCESS, Thing("look_reason"), origin_of(request), reason=reason)


def keep_look_reason(request: HttpRequest) -> None:
    """It was used: it holds anew. Written at most once a minute."""
    kept = request.session[LOOK_REASON]
    if timezone.now() - datetime.fromisoformat(kept["at"]) > timedelta(minutes=1):
        _keep(request, kept["reason"])


def _keep(request: HttpRequest, reason: str) -> None:
    request.session[LOOK_REASON] = {"reason": reason, "at": timezone.now().isoformat()}
