"""What an address asks for and no operation knows is refused: a slip would else list everything,
and there is no search for a face (Décret n° 2023-828, art. 2)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from command_center.api.problem import Fault, Problem

Run = Callable[..., HttpResponseBase]


def known_names_only(run: Run) -> Run:
    """`run` is an operation's own, bound to it."""
    known = {
        name
        for model in run.__self__.models  # type: ignore[attr-defined]
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def asked(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if unknown := sorted(set(request.GET) - known):
            told = _("This is not known here.")
            raise Problem(422, told, [Fault(name, told) for name in unknown])
        return run(request, **given)

    return asked
