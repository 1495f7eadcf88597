"""Serves one project over standard input and output, until the other side ends."""

from __future__ import annotations

from typing import Any, cast

from mcp.server.stdio import stdio_server

from engine.llm.agents.calls import CallTrail, calls_folder
from engine.llm.agents.desk import Desk
from engine.llm.agents.lines import BoundedLines
from engine.llm.agents.reception import Reception
from engine.llm.agents.server import make_server


async def serve_stdio(desk: Desk, version: str) -> None:
    """Serve until standard input ends. What is under way then is given up, and waited for."""
    reception = Reception(desk, CallTrail(calls_folder(desk.source.folder)))
    server = make_server(reception, version)
    try:
        async with stdio_server(stdin=cast("Any", BoundedLines())) as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())
    finally:
        await reception.close()
