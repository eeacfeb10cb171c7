"""The tools over the Model Context Protocol, by its SDK: known to this module alone."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Described
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from web.assistant.tools import INSTRUCTIONS, Tool
from web.errors import DETAILS, SiteError
from web.schema import schema_of

LARGEST_REQUEST = 65_536
"""Bytes: many times the longest that a tool can be asked."""

_LOG = logging.getLogger(__name__)


def serve(tools: Sequence[Tool], title: str, website: str) -> ASGIApp:
    """Answers each request by itself, in JSON: nothing is kept between two, so any process can answer."""
    by_name = {tool.name: tool for tool in tools}
    described = [_described(tool) for tool in tools]

    async def list_tools(_: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=described)

    async def call_tool(_: Any, asked: CallToolRequestParams) -> CallToolResult:
        tool = by_name.get(asked.name)
        if tool is None:
            return _fault(f'No tool has the name "{asked.name}". Use one of: {", ".join(by_name)}.')
        return await run_in_threadpool(_answered, tool, asked.arguments or {})

    server = Server[Any](
        "minutebook",
        version=version("minutebook"),
        title=title,
        instructions=" ".join(INSTRUCTIONS.split()),
        website_url=website or None,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=LARGEST_REQUEST
        )
        async with exchange.run():
            await exchange.handle_request(scope, receive, send)

    return answer


def _answered(tool: Tool, arguments: dict[str, Any]) -> CallToolResult:
    try:
        body = tool.answer(arguments)
    except SiteError as error:
        return _fault(error.detail)
    except Exception:
        _LOG.exception("The tool %s failed", tool.name)
        return _fault(DETAILS[500])
    text = json.dumps(body, ensure_ascii=False)
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content=dict(body)
    )


def _fault(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=sentence)], is_error=True)


def _described(tool: Tool) -> Described:
    return Described(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema(),
        output_schema=schema_of(tool.body),
        annotations=ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )
