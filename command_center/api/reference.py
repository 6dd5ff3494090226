"""The interface's operations as the reference page shows them, from its own document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from command_center.api.api import api, document
from command_center.api.scope import scopes_for


@dataclass(frozen=True, slots=True)
class Parameter:
    """`what`: its type in a word, or the values that it may have."""

    name: str
    what: str
    is_needed: bool
    description: str


@dataclass(frozen=True, slots=True)
class Described:
    """`scopes`: each of them opens it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    body: list[Parameter]
    scopes: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    operations: list[Described]


def reference() -> list[Group]:
    groups: dict[str, list[Described]] = {}
    rights = rights_by_operation()
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            told = _described(path, method.upper(), operation, rights)
            groups.setdefault(operation["tags"][0], []).append(told)
    return [Group(name, told) for name, told in groups.items()]


def rights_by_operation() -> Mapping[str, tuple[str, ...]]:
    return {str(one.operation_id): one.run.rights for one in operations()}


def operations() -> Iterator[Any]:
    """Of django-ninja, as they run."""
    for bound in api._get_bound_routers():
        for path_view in bound.path_operations.values():
            yield from path_view.operations


def _described(
    path: str, method: str, operation: Mapping[str, Any], rights: Mapping[str, tuple[str, ...]]
) -> Described:
    content = operation.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema", {})
    return Described(
        id=operation["operationId"],
        method=method,
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=[_parameter(one) for one in operation["parameters"]],
        body=list(_fields(_resolved(body))),
        scopes=[scope.value for scope in scopes_for(rights[operation["operationId"]])],
    )


def _parameter(one: Mapping[str, Any]) -> Parameter:
    words = one.get("description", "")
    return Parameter(one["name"], _what(one["schema"]), bool(one["required"]), words)


def _fields(schema: Mapping[str, Any]) -> Iterator[Parameter]:
    needed = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        yield Parameter(name, _what(field), name in needed, field.get("description", ""))


def _what(schema: Mapping[str, Any]) -> str:
    schema = _resolved(schema)
    if "anyOf" in schema:
        return _what(next(one for one in schema["anyOf"] if one.get("type") != "null"))
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_what(schema['items'])}, …]"
    return str(schema.get("format") or schema.get("type") or "object")


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = document()["components"]["schemas"][schema["$ref"].split("/")[-1]]
    return found
