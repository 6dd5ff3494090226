"""The product's addresses as an OpenAPI document: parameters by their converters, bodies by the
forms that pages hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.urls import URLPattern, resolve
from django.urls.exceptions import Resolver404

from tests.people.test_walk import WORDS
from tests.security.page_forms import PageForm

PARAMETER = re.compile(r"<(\w+):(\w+)>")
TEXT: dict[str, Any] = {"type": "string", "maxLength": 60}
ASKED = (
    *("after", "camera", "days", "file", "from", "kind", "month", "next", "object", "operation"),
    *("page", "person", "plan", "q", "reason", "renews", "since", "state", "to", "until", "venue"),
)
"""Of queries, that links and scripts write."""

TOO_LARGE = 2**63
"""For PostgreSQL's largest whole number."""

Schema = dict[str, Any]


def described(
    patterns: Sequence[URLPattern], known: Mapping[str, Sequence[int]], forms: Sequence[PageForm]
) -> Schema:
    """`known`: parameter → numbers that there are."""
    bodies = _bodies(forms)
    paths = {
        "/" + PARAMETER.sub(r"{\2}", str(one.pattern)): {
            "get": _operation(one, known, None),
            "post": _operation(one, known, bodies.get(one.name or "", {})),
        }
        for one in patterns
    }
    return {"openapi": "3.1.0", "info": {"title": "Vigie", "version": "1"}, "paths": paths}


def _bodies(forms: Sequence[PageForm]) -> dict[str, Schema]:
    """Name of the address → its fields, of all forms that lead there."""
    found: dict[str, Schema] = defaultdict(dict)
    for form in forms:
        try:
            name = resolve(urlsplit(form.action).path).url_name
        except Resolver404:
            continue
        for field, values in form.fields.items():
            found[name or ""][field] = _field(values)
    return found


def _field(values: Sequence[str]) -> Schema:
    return {"anyOf": [{"enum": list(values)}, TEXT]} if values else TEXT


def _operation(one: URLPattern, known: Mapping[str, Sequence[int]], body: Schema | None) -> Schema:
    operation: Schema = {
        "operationId": f"{one.name} {'get' if body is None else 'post'}",
        "parameters": [*_parameters(one, known)],
        "responses": {"default": {"description": "A page"}},
    }
    if body is None:
        operation["parameters"] += [
            {"name": name, "in": "query", "required": False, "schema": TEXT} for name in ASKED
        ]
        return operation
    schema = {
        "type": "object",
        "properties": body,
        "additionalProperties": TEXT,
        "maxProperties": 40,
    }
    operation["requestBody"] = {
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": schema}},
    }
    return operation


def _parameters(one: URLPattern, known: Mapping[str, Sequence[int]]) -> Iterator[Schema]:
    for kind, name in PARAMETER.findall(str(one.pattern)):
        numbers = {"enum": [*known.get(name, [1]), TOO_LARGE]}
        words = (
            {"anyOf": [{"enum": [WORDS[name]]}, {**TEXT, "minLength": 1}]}
            if name in WORDS
            else TEXT
        )
        schema = numbers if kind == "int" else words
        yield {"name": name, "in": "path", "required": True, "schema": schema}
