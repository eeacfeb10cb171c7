"""JSON Schemas of the contract, with the words that stand beneath its keys."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from functools import lru_cache
from types import ModuleType
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from web.briefing import contract as briefing
from web.contract import archive, browsing, document, passage, refusal, search

JsonObject = dict[str, Any]

_MODULES = (archive, briefing, browsing, document, passage, refusal, search)
_ENDING = "Body"
"""Of the names of our types, which readers of a schema need not see."""


class Schemas(NamedTuple):
    refs: dict[type, JsonObject]
    """For each type asked for, what refers to its schema."""
    named: dict[str, JsonObject]
    """Every schema, its own and those that it refers to, by name."""


def schemas(bodies: Iterable[type], under: str) -> Schemas:
    """``under``: where the named schemas will stand, such as ``#/components/schemas``."""
    asked = list(dict.fromkeys(bodies))
    refs, whole = TypeAdapter.json_schemas(
        [(body, "serialization", TypeAdapter(body)) for body in asked],
        ref_template=under + "/{model}",
    )
    words = _words()
    for name, found in whole["$defs"].items():
        for key, schema in found["properties"].items():
            if key in words.get(name, {}):
                schema["description"] = words[name][key]
    return Schemas(
        {body: _plain(refs[body, "serialization"]) for body in asked},
        {_shown(name): _plain(found) for name, found in sorted(whole["$defs"].items())},
    )


def schema_of(body: type) -> JsonObject:
    """One type's schema with all that it refers to, to stand by itself."""
    others = schemas([body], "#/$defs").named
    own = others.pop(_shown(body.__name__))
    return {**own, "$defs": others} if others else own


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    """By type and key, the words beneath the key, those of inherited keys included."""
    words: dict[str, dict[str, str]] = {}
    classes = {each.name: each for module in _MODULES for each in _classes(module)}

    def of(name: str) -> dict[str, str]:
        if name not in words and name in classes:
            made = classes[name]
            inherited = [of(base.id) for base in made.bases if isinstance(base, ast.Name)]
            own = _own_words(made)
            words[name] = {key: said for each in (*inherited, own) for key, said in each.items()}
        return words.get(name, {})

    for name in classes:
        of(name)
    return words


def _classes(module: ModuleType) -> Iterable[ast.ClassDef]:
    tree = ast.parse(inspect.getsource(module))
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def _own_words(made: ast.ClassDef) -> dict[str, str]:
    words: dict[str, str] = {}
    for key, below in zip(made.body, made.body[1:], strict=False):
        match key, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                words[name] = inspect.cleandoc(said)
    return {name: " ".join(said.split()) for name, said in words.items()}


def _plain(value: Any) -> Any:
    """Without the titles that only repeat a key, and by the names that readers see."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {
        name: _plain(each)
        for name, each in value.items()
        if not (name == "title" and isinstance(each, str))
    }
    if "$ref" in made:
        made["$ref"] = _shown(made["$ref"])
    if isinstance(said := made.get("description"), str):
        made["description"] = " ".join(said.split())
    return made


def _shown(name: str) -> str:
    return name.removesuffix(_ENDING)
