"""Hearing of alerts as they come: server-sent events."""

from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from command_center.api.door import behind
from command_center.api.problem import Fault, Problem
from command_center.api.stream import MOST_A_TOKEN, Stream, open_streams
from command_center.api.token import Token

router = Router(tags=["events"])
HEADER = "Last-Event-ID"
DESCRIBED = {
    "responses": {
        200: {
            "description": "A stream of events, as the HTML standard describes it",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
    "parameters": [
        {
            "name": HEADER,
            "in": "header",
            "required": False,
            "description": "`id` of the last event that was heard: what came since is said first.",
            "schema": {"type": "string", "pattern": "^[0-9]{1,15}$"},
        }
    ],
}


@router.get(
    "/events",
    response={200: None},
    operation_id="listen",
    summary="Hear of alerts as they come",
    openapi_extra=DESCRIBED,
)
@behind("alerts.view_alert", kind="api_events", filtered=True)
def listen(request: HttpRequest) -> StreamingHttpResponse:
    """`alert.raised`, `alert.ended`, `alert.judged` and `desk.changed` (somebody took a situation
    in hand) say numbers; ask `/alerts/{alert_id}` for the rest. `listening` comes after what was
    missed, `newest` every ten seconds, `reset` where too much was missed, `closed` when the right
    has ended. A stream ends by itself after ten minutes: come back with the last `id`."""
    token = cast(Token, request.token)  # type: ignore[attr-defined]
    if open_streams[token.pk] >= MOST_A_TOKEN:
        told = _("%(most)s streams of a token at once: close one.") % {"most": MOST_A_TOKEN}
        raise Problem(429, told, headers={"Retry-After": "10"})
    stream = Stream(token.pk, token.agent_id, _after(request))
    return StreamingHttpResponse(
        stream.lines(), content_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


def _after(request: HttpRequest) -> datetime | None:
    given = request.headers.get(HEADER, "")
    if not given:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > 15:
        told = _("As an event said it: a number.")
        raise Problem(422, told, [Fault(HEADER, told)])
    seconds = min(int(given) / 1000, 4e9)
    return datetime.fromtimestamp(seconds, UTC)
