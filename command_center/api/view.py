"""The one address of the interface: lets in, counts, leads to the operation, tells what failed."""

import hashlib
import json
import logging
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.core.signals import got_request_exception
from django.db import DatabaseError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError
from ninja.errors import ValidationError as Unfit

from command_center.api.api import api, document
from command_center.api.bearer import let_in
from command_center.api.problem import Fault, Problem, faults_of
from command_center.api.rate import count
from command_center.outage import DATABASE_AWAY
from command_center.people.models import Agent
from command_center.people.refusal import note_refused

DOCUMENT = "openapi.json"
logger = logging.getLogger(__name__)
_operations = URLResolver(RegexPattern(r"^/"), api.urls[0])


@csrf_exempt
@login_not_required
def api_v1(request: HttpRequest, rest: str) -> HttpResponseBase:
    """No cookie counts here, so nobody's browser can be made to ask: a token is needed for all but
    the document."""
    try:
        if rest == DOCUMENT and request.method == "GET":
            return _told_once(request, HttpResponse(_document(), content_type="application/json"))
        count(let_in(request))
        return _told_once(request, _answer(request, rest))
    except Exception as error:
        return _problem(request, error).response()


def _answer(request: HttpRequest, rest: str) -> HttpResponseBase:
    match = _operations.resolve(f"/{rest}")
    request.resolver_match = match
    answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if answer.status_code == 405:
        raise Problem(405, headers={"Allow": answer.headers["Allow"]})
    return answer


def _told_once(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """With a tag by which who asks again hears that nothing is different. It was read, and the
    journal tells so, all the same."""
    if request.method != "GET" or not isinstance(answer, HttpResponse) or answer.status_code != 200:
        return answer
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    given = [
        one.strip().removeprefix("W/")
        for one in request.headers.get("If-None-Match", "").split(",")
    ]
    if tag in given:
        answer = HttpResponse(status=304)
    answer.headers["ETag"] = tag
    return answer


def _document() -> str:
    return json.dumps(document(), ensure_ascii=False)


def _problem(request: HttpRequest, error: Exception) -> Problem:
    """What a program is told of it. Raises nothing."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Unfit):
        return Problem(422, _("The request does not fit: see “errors”."), _unfit(error.errors))
    if isinstance(error, ValidationError):
        return Problem(422, _("The request does not fit: see “errors”."), faults_of(error))
    if isinstance(error, PermissionDenied):
        return _refused(request)
    if isinstance(error, Http404 | Resolver404):
        return Problem(404, _("There is no such thing, or it is not within your reach."))
    if isinstance(error, HttpError):
        return Problem(400, _("The body is no JSON that can be read."))
    if isinstance(error, BadRequest | SuspiciousOperation | RequestDataTooBig):
        return Problem(400)
    return _failed(request, error)


def _failed(request: HttpRequest, error: Exception) -> Problem:
    if isinstance(error, IntegrityError):
        return Problem(422, _refusal(error))
    if isinstance(error, DATABASE_AWAY):
        return Problem(503, _("The database does not answer."), headers={"Retry-After": "5"})
    logger.exception("API: %s %s failed", request.method, request.path)
    got_request_exception.send(sender=None, request=request)
    return Problem(500)


def _refusal(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    told = getattr(diagnosis, "message_primary", None) or _("no reason was given")
    return _("The database refused it: %(why)s.") % {"why": told}


def _refused(request: HttpRequest) -> Problem:
    agent = request.user
    assert isinstance(agent, Agent)
    note_refused(request)
    if agent.was_closed_by_standing:
        return Problem(403, " ".join(agent.standing.reasons))
    return Problem(403, _("The token’s scopes, or its agent’s rights, do not include this."))


def _unfit(errors: list[dict[str, Any]]) -> list[Fault]:
    """Without what was sent, which may be secret."""
    return [Fault(_place(one["loc"]), str(one["msg"])) for one in errors]


def _place(loc: Any) -> str:
    """As the sender knows it: without the names of our parameters."""
    return ".".join(str(part) for part in loc if part not in {"body", "query", "given", "asked"})
