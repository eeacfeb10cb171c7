"""``python -m tests.fuzz.asking ARCHIVE``: asks the API whatever its own description allows, and more.

Schemathesis draws the requests from the OpenAPI and holds each answer against it. An answer must be no
server error (503 only where it is described), of a status, type, headers and body that are described.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from indexer.library import Library
from web.app import create_app
from web.committees import committees
from web.library import Library as AnyLibrary
from web.operations import OPERATIONS, Operation
from web.site import SiteSettings
from web.urls import Urls

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
"""Not that every request of valid form is accepted: a date of free form and a period that ends before it
begins are refused, and a schema cannot say so."""
WORDS = [
    "neglect",
    "what was agreed about housing",
    '"school places"',
    "damp OR mould",
    "-x",
    "zebra*",
]


@dataclass(frozen=True, slots=True)
class Real:
    """What leads somewhere in an archive."""

    paths: list[dict[str, str]]
    """The parameters of a path."""
    queries: Mapping[str, list[Any]]
    """By a parameter's name, its values."""


def described(app: FastAPI) -> Any:
    """The API's own description, as Schemathesis asks by it."""
    return schemathesis.openapi.from_asgi(Urls.api_schema, app)


def real_values(library: AnyLibrary) -> Real:
    entries = library.entries()[:40]
    passages = [each.id for entry in entries for each in library.passages(entry.id)[:5]]
    names = [entry.committee for entry in entries if entry.committee]
    met = [meeting for each in committees(library.entries()) for meeting in each.meetings[:3]]
    return Real(
        [
            *({"passage_id": each} for each in passages),
            *({"document_id": entry.id} for entry in entries),
            *({"document_id": each.document} for each in library.takedowns()),
            *({"slug": each.slug, "date": each.date.isoformat()} for each in met),
        ],
        {"q": WORDS, "pick": [passages[:3]], "committee": [[name] for name in names]},
    )


def ask(
    description: Any,
    path: str,
    real: Real,
    *,
    examples: int,
    mode: GenerationMode = GenerationMode.POSITIVE,
    number: int = 0,
) -> Counter[int]:
    """The statuses of so many requests to one address. Raises what Schemathesis finds wrong in an answer."""
    statuses: Counter[int] = Counter()
    operation = description[path]["get"]
    keys = {each.name for each in operation.path_parameters}
    paths = [each for each in real.paths if set(each) == keys]

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode), st.data())
    def asks(case: Any, data: st.DataObject) -> None:
        # Half of the time: else hardly a request would find what it asks for.
        is_real: bool = data.draw(st.booleans())
        if paths and is_real:
            case.path_parameters = data.draw(st.sampled_from(paths))
        for name in sorted(set(case.query or ()) & set(real.queries)):
            if data.draw(st.booleans()):
                case.query[name] = data.draw(st.sampled_from(real.queries[name]))
        response = case.call()
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    asks()
    return statuses


def modes(operation: Operation) -> Iterable[GenerationMode]:
    """Requests as described and, where a query can be wrong, requests that are not."""
    can_be_wrong = any(each.place == "query" for each in operation.parameters)
    return GenerationMode if can_be_wrong else [GenerationMode.POSITIVE]


ASKED = [(operation.path, mode) for operation in OPERATIONS for mode in modes(operation)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.asking", description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--minutes", type=float, default=3.0)
    options = parser.parse_args()
    library = Library.open(options.archive)
    description = described(create_app(library, SiteSettings()))
    real = real_values(library)
    tally: Counter[str] = Counter()
    start, number, finds = time.monotonic(), 0, 0
    while time.monotonic() < start + options.minutes * 60:
        for path, mode in ASKED:
            try:
                statuses = ask(description, path, real, examples=50, mode=mode, number=number)
            except FailureGroup as find:
                finds += 1
                print(f"{path} {mode.value}, round {number}: {find}", flush=True)
            else:
                for status, count in statuses.items():
                    tally[f"{path} {mode.value} {status}"] += count
        number += 1
    library.close()
    minutes = (time.monotonic() - start) / 60
    print(f"{sum(tally.values()):,} requests in {minutes:.1f} minutes, {finds} finds")
    for what, count in sorted(tally.items()):
        print(f"  {count:>7,} {what}")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
