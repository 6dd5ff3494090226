"""The interface for programs, version 1: its operations, and the document that describes them."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder
from ninja.security import HttpBearer

from command_center.api import (
    alerts,
    events,
    health,
    incidents,
    orders,
    retention,
    situations,
    stops,
    venues,
)
from command_center.api.once import HEADER
from command_center.api.problem import MEDIA_TYPE, TITLES
from command_center.api.token import Token

PREFIX = "/api/v1"
DESCRIPTION = """What the command centre knows, for other programs: through the same rights, the \
same places and the same journal as its pages. No pictures, no recordings and no people are told: \
they are looked at through the door, by somebody who says why."""

ROUTERS = (venues, alerts, situations, orders, stops, retention, incidents, health, events)
FAULT = {
    "type": "object",
    "required": ["field", "message"],
    "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
}
KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Drawn for each request: who sends it again gets the first answer again.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


class Bearer(HttpBearer):
    """For the document: who asks is known before (`bearer.py`)."""

    def authenticate(self, request: HttpRequest, token: str) -> Token:  # noqa: ARG002
        known: Token = request.token  # type: ignore[attr-defined]
        return known


class Encoder(NinjaJSONEncoder):
    """Instants in UTC, to the microsecond: who asks for what came since one misses nothing."""

    def default(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return super().default(value)


class Renderer(JSONRenderer):
    encoder_class = Encoder


class Api(NinjaAPI):
    def set_default_exception_handlers(self) -> None:
        """None: what goes wrong ends the door's transaction, and `view.py` tells of it."""


api = Api(
    title="Vigie",
    version="1",
    description=DESCRIPTION,
    auth=Bearer(),
    renderer=Renderer(),
    openapi_url=None,
    docs_url=None,
)
for module in ROUTERS:
    api.add_router("", module.router)


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1, in English, with what each operation may answer besides."""
    with translation.override("en"):
        told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
        told["components"]["schemas"] |= {"Problem": PROBLEM, "Fault": FAULT}
        for operations in told["paths"].values():
            for method, operation in operations.items():
                _complete(method, operation)
    return told


def _complete(method: str, operation: dict[str, Any]) -> None:
    _add_errors(operation)
    for one in operation["parameters"]:
        one["schema"] = _never_null(one["schema"])
    if method == "post":
        operation["parameters"] = [*operation["parameters"], KEY]


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Of what an address asks for: it is left out, and no word for nothing is sent."""
    if "anyOf" not in schema:
        return schema
    (only,) = [one for one in schema["anyOf"] if one.get("type") != "null"]
    return {**{name: value for name, value in schema.items() if name != "anyOf"}, **only}


def _add_errors(operation: dict[str, Any]) -> None:
    """By their ranges: each may fail in each of these ways, and always in one shape."""
    ref = {"schema": {"$ref": "#/components/schemas/Problem"}}
    given = {str(status): said for status, said in operation["responses"].items()}
    ranges = {"4XX": range(400, 500), "5XX": range(500, 600)}
    operation["responses"] = given | {
        name: {"description": _named(statuses), "content": {MEDIA_TYPE: ref}}
        for name, statuses in ranges.items()
    }


def _named(statuses: range) -> str:
    return "; ".join(f"{status}: {title}" for status, title in TITLES.items() if status in statuses)
