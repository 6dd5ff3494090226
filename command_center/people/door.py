"""The door of a page: which right it needs, where, and what of it the journal keeps.

Every view stands behind one. What a request reads or changes, and the entry that tells of it, are
one transaction.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponseBase

from command_center.journal.asked import asked
from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note_all
from command_center.journal.origin import SHIFT_REASON, origin_of
from command_center.people.agent import Agent
from command_center.people.places import places_of
from command_center.people.reach import Place
from command_center.people.reason_asked import ask_reason
from command_center.people.writes import Writes

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

ALGORITHMIC = frozenset(
    {
        "alerts",
        "calibration",
        "desk",
        "evaluation",
        "law",
        "register",
        "reports",
        "statistics",
        "supervision",
    }
)
"""Rights of these rooms are about the processing; all others about video protection."""

SHOWS = frozenset({200, 400, 409})
"""A form that was refused shows again what its page showed."""


def right(
    *rights: str, looks: bool = False, hands_over: bool = False, filtered: bool = False
) -> Callable[[View[P]], View[P]]:
    """All of the rights are needed, at the place of whatever the address names.

    `looks`: reading is a consultation. `hands_over`: it gives a file away, a communication.
    `filtered`: names nothing of a venue, and shows of each only what the agent's rights reach;
    else it is for those whose rights reach everywhere. A request that writes is a modification in
    any case. Raises `PermissionDenied`, and `Http404` for what is elsewhere as for what is not
    there: numbers tell nothing. Whoever has not said why they are here is asked first.
    """

    def behind(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **given: P.kwargs) -> HttpResponseBase:
            agent = request.user
            if not isinstance(agent, Agent) or not agent.has_perms(rights):
                raise PermissionDenied
            places = _allowed(agent, rights, given, filtered=filtered)
            if not request.session.get(SHIFT_REASON):
                return ask_reason(request)
            with transaction.atomic(), connection.execute_wrapper(writes := Writes()):
                answer = view(request, *args, **given)
                operation = _operation(request, answer, writes, looks, hands_over)
                if operation:
                    _note(request, operation, places, given, rights)
            return answer

        # For the tests that walk them all.
        guarded.rights = rights  # type: ignore[attr-defined]
        guarded.reading = _reading(looks, hands_over)  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return behind


def looked_at(request: HttpRequest, things: Sequence[Thing]) -> None:
    """What a page showed besides, or instead of, the thing that its address names."""
    request.looked_at = things  # type: ignore[attr-defined]


def for_reason(request: HttpRequest, reason: str, recipients: str = "") -> None:
    """This request's own reason, instead of that of the shift."""
    request.own_reason = (reason, recipients)  # type: ignore[attr-defined]


def _allowed(agent: Agent, rights: Sequence[str], given: Any, *, filtered: bool) -> Sequence[Place]:
    reaches = [agent.reach(one) for one in rights]
    places = places_of(given)
    if places is None:
        if not filtered and not all(reach.is_everywhere for reach in reaches):
            raise PermissionDenied
        return []
    if not places or not all(_covers(one, agent, place) for one in rights for place in places):
        raise Http404
    return places


def _covers(one: str, agent: Agent, place: Place) -> bool:
    """What is of a whole venue is seen by who has one of its cameras, and not changed."""
    reach, is_reading = agent.reach(one), one.partition(".")[2].startswith("view_")
    return reach.covers(place) if is_reading else reach.covers_wholly(place)


def _operation(
    request: HttpRequest, answer: HttpResponseBase, writes: Writes, looks: bool, hands_over: bool
) -> Operation | None:
    if writes.is_any:
        return Operation.MODIFICATION
    if answer.status_code not in SHOWS:
        return None
    return _reading(
        looks or hasattr(request, "looked_at"), hands_over and answer.status_code == 200
    )


def _reading(looks: bool, hands_over: bool) -> Operation | None:
    if hands_over:
        return Operation.COMMUNICATION
    return Operation.CONSULTATION if looks else None


def _note(
    request: HttpRequest,
    operation: Operation,
    places: Sequence[Place],
    given: Any,
    rights: Sequence[str],
) -> None:
    things = getattr(request, "looked_at", None)
    if things is None or operation is Operation.MODIFICATION:
        things = [_thing(request, places, given, rights)]
    reason, recipients = getattr(request, "own_reason", ("", ""))
    if operation is Operation.COMMUNICATION:
        recipients = recipients or request.user.get_username()
    note_all(operation, things, origin_of(request), reason=reason, recipients=recipients)


def _thing(
    request: HttpRequest, places: Sequence[Place], given: Any, rights: Sequence[str]
) -> Thing:
    """By the page's name and the first number of its address."""
    match = request.resolver_match
    place = places[0] if len(places) == 1 else None
    is_algorithmic = rights[0].split(".")[0] in ALGORITHMIC
    return Thing(
        kind=(match.url_name if match else None) or "page",
        id=next((value for name, value in given.items() if name != "token"), ""),
        camera=place.camera if place else None,
        venue=place.venue if place else None,
        log=Log.ALGORITHMIC if is_algorithmic else Log.VIDEO,
        detail={"asked": asked(request), "method": request.method},
    )
