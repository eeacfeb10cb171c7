"""The house rules that a machine can hold: who imports whom, and what is done in one place only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [
    path
    for package in ("archive", "indexer", "web")
    for path in sorted((ROOT / package).rglob("*.py"))
]

FORBIDDEN = {
    "archive": {"indexer", "web", "whoosh", "fastapi", "jinja2", "starlette", "onnxruntime", "torch"},
    "indexer": {"web", "fastapi", "jinja2", "starlette", "uvicorn"},
    "web": {"whoosh", "torch", "numpy", "onnxruntime", "tokenizers", "sentence_transformers", "sqlite3",
            "pypdfium2", "mammoth", "selectolax", "markdown_it", "Stemmer"},
}  # fmt: skip
ONE_PLACE = {
    "whoosh": "indexer/engines/embedded/keyword.py",
    "onnxruntime": "indexer/models/onnx_model.py",
    "tokenizers": "indexer/models/onnx_model.py",
    "torch": "indexer/models/export.py",
    "sentence_transformers": "indexer/models/export.py",
    "Stemmer": "indexer/analysis.py",
    "pypdfium2": "archive/readers/pdf/pdfium.py",
    "mammoth": "archive/readers/docx.py",
    "markupsafe": "web/markup.py",
    "mcp": "web/assistant/server.py",
    "mcp_types": "web/assistant/server.py",
}
NO_NAMES = {"utils", "helpers", "common", "core", "manager", "misc"}


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    package = name_of(path).partition("/")[0]
    found = {name.partition(".")[0] for name in imports(path)}

    assert not found & FORBIDDEN[package]


@pytest.mark.parametrize(("library", "place"), ONE_PLACE.items())
def test_each_of_these_libraries_is_known_to_one_module(library: str, place: str) -> None:
    users = [
        name_of(path)
        for path in MODULES
        if any(name.partition(".")[0] == library for name in imports(path))
    ]

    assert users == [place]


def test_the_environment_is_read_in_one_module() -> None:
    users = [
        name_of(path)
        for path in MODULES
        if re.search(r"\benviron\b|\bgetenv", path.read_text("utf-8"))
    ]

    assert users == ["web/settings.py"]


def test_no_module_is_a_drawer() -> None:
    assert [name_of(path) for path in MODULES if path.stem in NO_NAMES] == []


def test_importing_does_no_work_and_loads_no_model() -> None:
    """Every module but the export, imported in a fresh process that may open no file for writing."""
    names = [
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in MODULES
        if path.stem not in ("__main__", "export") and name_of(path) != "web/command/index.py"
    ]
    script = f"""
import importlib, socket, sys
def refuse(event, arguments):
    if event.startswith("socket.connect") or (event == "open" and arguments[1] in ("w", "wb", "a", "r+")):
        raise RuntimeError(f"{{event}} {{arguments}}")
sys.dont_write_bytecode = True
sys.addaudithook(refuse)
for name in {names!r}:
    importlib.import_module(name)
assert not {{"torch", "transformers", "sentence_transformers"}} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def test_a_server_starts_without_the_rules_by_which_documents_are_read_and_split() -> None:
    script = """
import sys
import web.command.serve
read = {name for name in sys.modules if name.startswith(("archive.readers.", "indexer.splitting."))}
allowed = {"speech", "question", "reply"}  # by which an answer tells what only asks
print(*sorted(read - {f"indexer.splitting.{name}" for name in allowed}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TOOLS = {"mypy", "pytest-xdist", "ruff"}
CALLED_BY_TORCH = {"onnx", "onnxscript"}


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def distributions_used(modules: Iterable[Path]) -> set[str]:
    """The distributions that modules import from."""
    of = packages_distributions()
    tops = {name.partition(".")[0] for path in modules for name in imports(path)}
    return {plain(name) for top in tops - set(sys.stdlib_module_names) for name in of.get(top, ())}


def test_every_dependency_is_in_use_and_nothing_else_is_used() -> None:
    named = {plain(name) for name in PROJECT["dependencies"]}

    assert distributions_used(MODULES) - {"minutebook"} == named - CALLED_BY_TORCH


def test_what_tests_use_is_named_too() -> None:
    optional = PROJECT["optional-dependencies"]
    named = {plain(n) for n in (*PROJECT["dependencies"], *optional["dev"], *optional["bench"])}
    used = distributions_used(sorted((ROOT / "tests").rglob("*.py"))) - {"minutebook"}

    assert used <= named
    assert {plain(n) for n in PROJECT["optional-dependencies"]["dev"]} <= used | TOOLS


def test_every_dependency_is_pinned() -> None:
    pinned = {
        plain(line.partition("==")[0])
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }

    optional = PROJECT["optional-dependencies"]
    assert {
        plain(n) for n in (*PROJECT["dependencies"], *optional["dev"], *optional["bench"])
    } <= pinned
