"""The API's own description, in OpenAPI."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from web.contract import HealthBody, RefusalBody
from web.operations import NAMED_VERSION, OPERATIONS, Operation
from web.schema import JsonObject, Schemas, schemas

API_VERSION = "1.3"
"""The number before the point changes with what could break a program, and never at the same address;
the one after it with each addition. ``docs/decisions/0009-api.md`` has the rules."""

_DESCRIPTION = f"""The record of a council's meetings, in JSON, for programs. All text is copied word for
word from the published documents, with its exact range in each; where the archive holds no answer, `answer`
is null. Nothing needs a key. The addresses under `/api` are those of version 1, which also stand under
`{NAMED_VERSION}`: keys may be added to an answer, none is taken away or changes its type, so ignore keys
that you do not know. Parameters that are not described are ignored, and a search says so in `query.notes`.
Addresses in answers that begin with `/` are of this site."""

_REFUSALS = {
    404: "Nothing has that id or name.",
    410: "It was taken down.",
    422: "A parameter has a value that means nothing here: the sentence names both, and the remedy.",
    429: "More was asked for in a minute than is one client's share.",
    500: "A fault of the site.",
    503: "The site is busy, or no archive has been indexed yet.",
}
_WAITING = {
    "Retry-After": {
        "description": "Seconds after which it is worth asking again.",
        "schema": {"type": "integer"},
    }
}


@lru_cache(maxsize=8)
def openapi(title: str, server: str = "") -> JsonObject:
    """``server``: where the addresses stand, if that is known."""
    found = schemas(
        (RefusalBody, *(operation.body for operation in OPERATIONS)), "#/components/schemas"
    )
    made: JsonObject = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": API_VERSION,
            "description": " ".join(_DESCRIPTION.split()),
        },
        "tags": [{"name": name} for name in dict.fromkeys(each.group for each in OPERATIONS)],
        "paths": {each.path: {"get": _operation(each, found)} for each in OPERATIONS},
        "components": {"schemas": found.named},
    }
    return {**made, "servers": [{"url": server}]} if server else made


def _operation(operation: Operation, found: Schemas) -> JsonObject:
    answers: dict[str, Any] = {"200": _answer("What was asked for.", found.refs[operation.body])}
    if operation.body is HealthBody:
        answers["503"] = _answer("No archive has been indexed.", found.refs[HealthBody])
    for status in operation.refusals:
        answers[str(status)] = _answer(_REFUSALS[status], found.refs[RefusalBody])
        if status in (429, 503):
            answers[str(status)]["headers"] = _WAITING
    return {
        "operationId": operation.id,
        "tags": [operation.group],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [parameter.in_openapi() for parameter in operation.parameters],
        "responses": answers,
    }


def _answer(description: str, schema: JsonObject) -> JsonObject:
    return {
        "description": description,
        "content": {"application/json": {"schema": schema}},
    }
