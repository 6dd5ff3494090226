"""Requests that change something are done once for one idempotency key, however often they come."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from command_center.api.kept_answer import KEPT_FOR, KeptAnswer
from command_center.api.problem import Fault, Problem
from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of
from command_center.people.door import looked_at

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))"
"""Until the transaction of the request ends: then its answer is there for all to see."""

SEED = 7201009
Run = Callable[..., HttpResponseBase]


def once(run: Run) -> Run:
    """`run` is called within the door's transaction."""

    @wraps(run)
    def answered(request: HttpRequest, **given: Any) -> HttpResponseBase:
        key = request.headers.get(HEADER, "")
        if request.method != "POST" or not key:
            return run(request, **given)
        if not KEY.fullmatch(key):
            told = _("1 to 200 visible characters of ASCII.")
            raise Problem(422, told, [Fault(HEADER, told)])
        return _answer(request, key, lambda: run(request, **given))

    return answered


def _answer(
    request: HttpRequest, key: str, run: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    token = request.token.pk  # type: ignore[attr-defined]
    _take(token, key)
    asked = _digest(request)
    known = KeptAnswer.objects.filter(token=token, key=key, at__gt=Now() - KEPT_FOR).first()
    if known is not None:
        return _again(request, known, asked)
    KeptAnswer.objects.filter(token=token, key=key).delete()  # over, and not yet forgotten
    answer = run()
    assert isinstance(answer, HttpResponse)
    KeptAnswer.objects.create(
        token_id=token,
        key=key,
        request_sha256=asked,
        status=answer.status_code,
        location=answer.headers.get("Location", ""),
        body=answer.content.decode(),
    )
    return answer


def _take(token: int, key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"{token} {key}", SEED])
        (is_taken,) = cursor.fetchone()
    if not is_taken:
        raise Problem(409, _("A request of this key is being answered: ask again in a moment."))


def _again(request: HttpRequest, known: KeptAnswer, asked: str) -> HttpResponse:
    if known.request_sha256 != asked:
        told = _("This key was sent before with another request: draw a new key for each.")
        raise Problem(422, told, [Fault(HEADER, told)])
    note(Operation.CONSULTATION, Thing("api_answer", known.pk), origin_of(request))
    looked_at(request, [])  # that was all of it
    answer = HttpResponse(known.body, status=known.status, content_type="application/json")
    answer.headers["Idempotency-Replayed"] = "true"
    if known.location:
        answer.headers["Location"] = known.location
    return answer


def _digest(request: HttpRequest) -> str:
    told = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(told).hexdigest()
