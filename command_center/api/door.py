"""The door of an operation: that of the pages, with what programs need besides."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from ninja.decorators import decorate_view

from command_center.api.known_names import known_names_only
from command_center.api.once import Run, once
from command_center.people.door import right

Operation = TypeVar("Operation", bound=Callable[..., Any])


def behind(
    *rights: str, kind: str, looks: bool = True, filtered: bool = False
) -> Callable[[Operation], Operation]:
    """As `people.door.right`: the rights, the place (404 elsewhere), one transaction with its entry
    in the journal. Whatever an operation reads is a consultation: a program keeps what it reads.

    `kind`: what the journal calls it, as the page that shows or does the same is called.
    """

    def guard(run: Run) -> Run:
        guarded: Any = right(*rights, looks=looks, filtered=filtered)(once(known_names_only(run)))

        @wraps(guarded)
        def named(request: HttpRequest, **given: Any) -> HttpResponseBase:
            assert request.resolver_match
            request.resolver_match.url_name = kind
            answer: HttpResponseBase = guarded(request, **given)
            return answer

        named.kind = kind  # type: ignore[attr-defined]  # for the test that walks them all
        return named

    return decorate_view(guard)
