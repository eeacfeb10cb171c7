"""The templates: ours, over those of GOV.UK Frontend's port to Jinja."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import govuk_frontend_jinja
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro

from web import language, search_wording, wording
from web.briefing.address import here, picked
from web.markup import Markup, coded, data, in_english, in_page_language, named, shown
from web.requested import requested
from web.site import SiteSettings
from web.urls import Urls

TEMPLATES = Path(__file__).parent / "templates"
_GOVUK_TEMPLATE = "govuk_frontend_jinja/template.html"


class _Compiled(BytecodeCache):
    """Templates as they were compiled, by name and content: once, however many sites a process makes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Generator(CodeGenerator):
    """Compiles what a template puts out to one call, where Jinja's own takes four for nearly all values."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame, finalize
        self.write("environment.put_out(")


class _Context(Context):
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """A macro or a function, nearly all that templates call, without asking six times what it is."""
        if type(called) is Macro:
            args = (self.eval_ctx, *args)
        elif type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class _Environment(Environment):
    code_generator_class = _Generator
    context_class = _Context
    put_out = staticmethod(shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A template's globals in one dictionary: they are compared for each template that another
        imports from, which takes a chain of two some thirty times as long.
        """
        return {**self.globals, **(d or {})}


def make_templates(settings: SiteSettings, urls: Urls) -> Environment:
    env = _Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(TEMPLATES),
                PrefixLoader(
                    {"govuk_frontend_jinja": PackageLoader(govuk_frontend_jinja.__name__)}
                ),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
        cache_size=-1,  # a plain dictionary: there are only so many templates
        auto_reload=False,  # else each template used is looked up on disk for each page
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        language.translated, language.translated_form, newstyle=True
    )
    env.globals["_"] = _said  # which the extension's own takes five calls for
    env.filters["data"] = data
    env.globals.update(
        settings=settings,
        urls=urls,
        search_wording=search_wording,
        wording=wording,
        language=language,
        coded=coded,
        in_english=in_english,
        in_page_language=in_page_language,
        named=named,
        requested=requested,
        picked=picked,
        here=here,
    )
    return env


def _said(message: str, /, **values: object) -> Markup:
    """A template's sentence in the page's language; what is filled in is text."""
    if not values:
        return _whole(language.chosen().code, message)
    return Markup(language.translated(message)) % values


@cache
def _whole(code: str, message: str) -> Markup:
    """A sentence without gaps, of which templates have only so many; ``code`` is the page's language."""
    del code
    return Markup(language.translated(message)) % {}


def inline_script_hashes(env: Environment) -> tuple[str, ...]:
    """What a policy must name, for the scripts that GOV.UK's page template holds inline, to run them."""
    source = (env.loader or FileSystemLoader(TEMPLATES)).get_source(env, _GOVUK_TEMPLATE)[0]
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", source, re.S)
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
