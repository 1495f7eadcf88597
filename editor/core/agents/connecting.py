"""How a client of an agent connects: the ready line for each of those that people use, with the token or without."""

import json
from dataclasses import dataclass

HIDDEN = "\N{BULLET}" * 12
"""What stands in the place of the token wherever it is shown."""
NAME = "astraweave"


@dataclass(frozen=True)
class Way:
    """A client, what to do with the text, and the text."""

    id: str
    title: str
    told: str
    text: str


def ways_to_connect(address: str, token: str = HIDDEN) -> tuple[Way, ...]:
    """The ways, for an address and a token; without a token, as they may be shown."""
    bearer = f"Bearer {token}"
    entry = {"type": "http", "url": address, "headers": {"Authorization": bearer}}
    return (
        Way(
            "claude",
            "Claude Code",
            "Run this in a terminal, in any folder.",
            f'claude mcp add --transport http {NAME} {address} --header "Authorization: {bearer}"',
        ),
        Way(
            "codex",
            "Codex",
            "Run these in a terminal, and start codex there.",
            f"export ASTRAWEAVE_TOKEN={token}\n"
            f"codex mcp add {NAME} --url {address} --bearer-token-env-var ASTRAWEAVE_TOKEN",
        ),
        Way(
            "json",
            "Other clients (JSON)",
            "Most clients read this from their own settings.",
            json.dumps({"mcpServers": {NAME: entry}}, indent=2),
        ),
        Way(
            "python",
            "Python (mcp 2)",
            "The official SDK, in a program of your own.",
            "import asyncio, httpx2\n"
            "from mcp import Client\n"
            "from mcp.client.streamable_http import streamable_http_client\n\n"
            "async def main():\n"
            f'    headers = {{"Authorization": "{bearer}"}}\n'
            "    async with httpx2.AsyncClient(headers=headers, timeout=300) as http:\n"
            f'        transport = streamable_http_client("{address}", http_client=http)\n'
            "        async with Client(transport) as client:\n"
            '            print(await client.call_tool("query", {"component": "agent"}))\n\n'
            "asyncio.run(main())",
        ),
    )
