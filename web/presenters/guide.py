"""The API's own description (OpenAPI) as a page tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from web.assistant.tools import INSTRUCTIONS, Tool
from web.language import N_, _
from web.schema import JsonObject

LONGEST_TEXT = 160
"""Characters of a text in an example."""


@dataclass(frozen=True, slots=True)
class Example:
    address: str
    body: Mapping[str, Any]

    def answer(self) -> str:
        """The answer as JSON, each list cut to its first entry and each long text to its beginning."""
        return json.dumps(_shortened(self.body), ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a value, such as "list of Hit, or null"."""

    lead: str
    name: str
    """Of a schema that the page describes; empty for texts, numbers and the like."""
    tail: str = ""

    @property
    def anchor(self) -> str:
        return _anchor(self.name)


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: Kind
    words: str
    values: tuple[str, ...] = ()
    """Those that are allowed, where they are few."""
    otherwise: str = ""
    """The value that stands for none."""


@dataclass(frozen=True, slots=True)
class Answered:
    status: str
    words: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class OperationShown:
    id: str
    path: str
    request: str
    """The first line of one."""
    summary: str
    words: str
    parameters: tuple[Field, ...]
    answers: tuple[Answered, ...]
    example: Example | None


@dataclass(frozen=True, slots=True)
class GroupShown:
    id: str
    name: str
    operations: tuple[OperationShown, ...]


@dataclass(frozen=True, slots=True)
class SchemaShown:
    id: str
    name: str
    words: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ToolShown:
    name: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    words: str
    version: str
    groups: tuple[GroupShown, ...]
    schemas: tuple[SchemaShown, ...]
    mcp: str
    """Where assistants ask, in full."""
    mcp_settings: str
    """The same, as many assistants' files of settings take it."""
    tools: tuple[ToolShown, ...]
    instructions: str


def guide_page(
    described: JsonObject,
    examples: Mapping[str, Example],
    tools: Sequence[Tool],
    service: str,
    mcp: str,
) -> GuidePage:
    """``examples``: by the id of an operation. ``mcp``: where assistants ask, in full."""
    operations = [(path, each["get"]) for path, each in described["paths"].items()]
    named = json.dumps({"mcpServers": {service: {"type": "http", "url": mcp}}}, indent=2)
    return GuidePage(
        words=described["info"]["description"],
        version=described["info"]["version"],
        groups=tuple(
            GroupShown(
                f"group-{number}",
                tag["name"],
                tuple(
                    _operation(path, each, examples.get(each["operationId"]))
                    for path, each in operations
                    if tag["name"] in each["tags"]
                ),
            )
            for number, tag in enumerate(described["tags"], 1)
        ),
        schemas=tuple(
            SchemaShown(_anchor(name), name, schema["description"], _fields(schema["properties"]))
            for name, schema in described["components"]["schemas"].items()
        ),
        mcp=mcp,
        mcp_settings=named,
        tools=tuple(ToolShown(tool.name, tool.title, tool.description) for tool in tools),
        instructions=" ".join(INSTRUCTIONS.split()),
    )


def _operation(path: str, operation: JsonObject, example: Example | None) -> OperationShown:
    return OperationShown(
        operation["operationId"],
        path,
        f"GET {path}",
        operation["summary"],
        operation["description"],
        tuple(_parameter(each) for each in operation["parameters"]),
        tuple(
            Answered(
                status,
                answer["description"],
                _kind(answer["content"]["application/json"]["schema"]),
            )
            for status, answer in sorted(operation["responses"].items())
        ),
        example,
    )


def _fields(properties: Mapping[str, JsonObject]) -> tuple[Field, ...]:
    return tuple(_field(name, schema) for name, schema in properties.items())


def _field(name: str, schema: JsonObject) -> Field:
    return Field(name, _kind(schema), schema["description"])


def _parameter(parameter: JsonObject) -> Field:
    schema = parameter["schema"]
    one = schema.get("items", schema)
    tail = _("; may be repeated") if one is not schema else ""
    if "minimum" in schema:
        bounds = {"least": f"{schema['minimum']:,}", "most": f"{schema['maximum']:,}"}
        tail = _(", %(least)s to %(most)s", **bounds)
    kind = _kind(one)
    return Field(
        parameter["name"],
        Kind(kind.lead, kind.name, tail),
        parameter["description"],
        tuple(one.get("enum", ())),
        str(schema.get("default", "")),
    )


_PLAIN = {
    "string": N_("text"),
    "integer": N_("whole number"),
    "number": N_("number"),
    "boolean": N_("true or false"),
}


def _kind(schema: JsonObject) -> Kind:
    if "$ref" in schema:
        return Kind("", schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        kinds = [_kind(each) for each in schema["anyOf"] if each.get("type") != "null"]
        if len(kinds) == 1:
            return Kind(kinds[0].lead, kinds[0].name, kinds[0].tail + _(", or null"))
        return Kind(_(" or ").join(each.lead + each.name + each.tail for each in kinds), "")
    if schema["type"] == "array":
        inner = _kind(schema["items"])
        return Kind(_("list: ") + inner.lead, inner.name, inner.tail)
    if schema["type"] == "object":
        inner = _kind(schema["additionalProperties"])
        return Kind(_("by name: ") + inner.lead, inner.name, inner.tail)
    return Kind(_(_PLAIN[schema["type"]]), "")


def _shortened(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + "…"
    if isinstance(value, list):
        # A place in a text is a pair; all else is cut.
        whole = all(isinstance(each, int) for each in value)
        return [_shortened(each) for each in (value if whole else value[:1])]
    if isinstance(value, dict):
        return {name: _shortened(each) for name, each in value.items()}
    return value


def _anchor(name: str) -> str:
    return f"schema-{name.lower()}"
