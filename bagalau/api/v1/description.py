"""The description of the interface (OpenAPI), and the same in words for the page that people read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, cast

from ninja.operation import Operation

from bagalau.api.middleware import ROOT
from bagalau.api.rules import Scope
from bagalau.api.v1.answers import JSON
from bagalau.api.v1.doors import FORM, Token, refusals
from bagalau.api.v1.interface import INTERFACE
from bagalau.api.v1.once import KEY
from bagalau.api.v1.schemas import WHEN, Refusal

HEADERS = {
    "Idempotency-Key": "Of your choice, new for each new request: sent again with it, the request counts once.",
    "If-Match": "The ETag, or the version, of the record as you saw it: refused if it was changed meanwhile.",
    "If-None-Match": "The ETag of an earlier answer: nothing is sent (304) if the answer is the same.",
}
NOTHING: tuple[str, dict[str, Any]] = ("", {})
METHODS = ("get", "post", "put", "patch", "delete")


def doors() -> Iterator[tuple[str, str, Token, Operation]]:
    """Each operation: its method, its address, the door and what is behind."""
    for router in INTERFACE._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                door = next((one for one in operation.auth_callbacks if isinstance(one, Token)), None)
                for method in operation.methods:
                    if door is not None:
                        yield (
                            method.lower(),
                            ROOT + path.removeprefix("/").replace("{int:", "{").replace("{str:", "{"),
                            door,
                            operation,
                        )


@cache
def openapi() -> dict[str, Any]:
    """The whole description."""
    made: dict[str, Any] = json.loads(json.dumps(INTERFACE.get_openapi_schema(path_prefix=ROOT)))
    for method, path, door, _operation in doors():
        _complete(made["paths"][path][method], method, path, door)
    made["components"]["schemas"][Refusal.__name__] = Refusal.model_json_schema()
    made["servers"] = [{"url": "/"}]
    return made


def _complete(operation: dict[str, Any], method: str, path: str, door: Token) -> None:
    """What the library does not know: that some doors are open to all, the headers, and what a token must have."""
    if door.action.public and door.scope is Scope.READ:
        operation["security"] = [{}, *operation["security"]]
    operation["x-scope"], operation["x-action"] = door.scope, door.action.name
    operation["responses"] |= {str(status): _refusal(status) for status in refusals(door)}
    for parameter in operation["parameters"]:
        _plain(parameter)
    for field in _form(operation).get("properties", {}).values():
        _never_null(field)
    named = ["If-None-Match"] if method == "get" else []
    named += ["Idempotency-Key"] if method == "post" else []
    named += ["If-Match"] if method != "get" and "{" in path else []
    operation["parameters"] += [_header(name) for name in named]
    operation["responses"]["429"]["headers"] = {
        "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
    }


def _refusal(status: int) -> dict[str, Any]:
    shape = {"$ref": f"#/components/schemas/{Refusal.__name__}"}
    return {"description": HTTPStatus(status).phrase, "content": {JSON: {"schema": shape}}}


def _plain(parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    _never_null(schema)
    schema.pop("title", None)
    if parameter["in"] == "path" and schema.get("type") == "integer":
        schema["minimum"] = 1
        parameter["description"] = "The number of the record."


def _never_null(schema: dict[str, Any]) -> None:
    """In an address and in a form nothing is null: what is not said is left out."""
    said = [one for one in schema.pop("anyOf", []) if one.get("type") != "null"]
    schema.update(said[0] if len(said) == 1 else {"anyOf": said} if said else {})


def _form(operation: dict[str, Any]) -> dict[str, Any]:
    """The form that an operation takes; nothing if it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    form: dict[str, Any] = content.get(FORM, {}).get("schema", {})
    return form


def _header(name: str) -> dict[str, Any]:
    schema = {"type": "string", **({"pattern": KEY} if name == "Idempotency-Key" else {})}
    return {"in": "header", "name": name, "required": False, "description": HEADERS[name], "schema": schema}


@dataclass(frozen=True)
class Field:
    """A parameter or a field, in words."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True)
class Told:
    """One operation, in words."""

    name: str
    method: str
    path: str
    summary: str
    scope: str
    public: bool
    parameters: list[Field]
    sent: list[Field]
    form: str
    answered: str
    status: str


@dataclass(frozen=True)
class Chapter:
    """The operations of one resource."""

    title: str
    anchor: str
    operations: list[Told]


@dataclass(frozen=True)
class Part:
    """A schema: what an answer or a body holds."""

    name: str
    description: str
    fields: list[Field]


def chapters() -> list[Chapter]:
    """All operations by resource, in the order of the description."""
    found: dict[str, list[Told]] = {}
    for path, operations in openapi()["paths"].items():
        for method in METHODS:
            if method in operations:
                found.setdefault(operations[method]["tags"][0], []).append(_told(method, path, operations[method]))
    return [Chapter(title, title.lower().replace(" ", "-"), told) for title, told in found.items()]


def _told(method: str, path: str, operation: dict[str, Any]) -> Told:
    body = operation.get("requestBody", {}).get("content", {})
    form, sent = next(iter(body.items()), NOTHING)
    good = next(status for status in operation["responses"] if status.startswith("2"))
    content = operation["responses"][good].get("content", {})
    kind, shown = next(iter(content.items()), NOTHING)
    return Told(
        operation["operationId"],
        method.upper(),
        path,
        operation.get("description", ""),
        operation["x-scope"],
        {} in operation["security"],
        [_parameter(one) for one in operation["parameters"] if one["in"] != "header"],
        _fields(_resolved(sent.get("schema", {}))),
        form,
        _words(shown["schema"]) if kind == "application/json" else kind,
        good,
    )


def parts() -> list[Part]:
    """All schemas, by name."""
    schemas = openapi()["components"]["schemas"]
    return [
        Part(name, schema.get("description", ""), _fields(schema))
        for name, schema in sorted(schemas.items())
        if "properties" in schema
    ]


def _parameter(one: dict[str, Any]) -> Field:
    return Field(one["name"], _words(one["schema"]), one.get("required", False), one.get("description", ""))


def _fields(schema: dict[str, Any]) -> list[Field]:
    required = set(schema.get("required", ()))
    properties = schema.get("properties", {})
    return [Field(name, _words(one), name in required, one.get("description", "")) for name, one in properties.items()]


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return cast("dict[str, Any]", openapi()["components"]["schemas"][name]) if name else schema


def _words(schema: dict[str, Any]) -> str:
    """The type of a value in a few words."""
    if "$ref" in schema:
        target = _resolved(schema)
        return _words(target) if "enum" in target else schema["$ref"].rpartition("/")[2]
    for several, between in (("anyOf", " | "), ("allOf", " & "), ("oneOf", " | ")):
        if several in schema:
            return between.join(_words(one) for one in schema[several])
    if "enum" in schema:
        return " | ".join(f"“{one}”" for one in schema["enum"])
    if "const" in schema:
        return f"“{schema['const']}”"
    if schema.get("pattern") == WHEN:
        return "date: 2024-12-31, 2024-12, 2024-Q4 or 2024"
    kind = str(schema.get("format") or schema.get("type", "any"))
    return f"list of {_words(schema['items'])}" if kind == "array" and "items" in schema else kind
