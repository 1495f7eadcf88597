"""Agents over HTTP by hand: access that is on, its headers, and many connections to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx2
import pytest

ACCEPT = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "query", "arguments": {"limit": 1}}}
Opened = list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]


@contextmanager
def may_open(files: int) -> Iterator[None]:
    """So many files may be open in this process; the test is skipped where they may not."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < files:
        pytest.skip(f"no more than {hard} files may be open here, and {files} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, files), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def in_session(http: httpx2.AsyncClient, address: str, token: str) -> dict[str, str]:
    """The headers of a session that was begun by hand, so that many calls may share it."""
    headers = {"Authorization": f"Bearer {token}", **ACCEPT}
    said = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "many", "version": "1"}}
    hello = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": said}
    answer = await http.post(address, json=hello, headers=headers)
    headers["mcp-session-id"] = answer.headers["mcp-session-id"]
    await http.post(address, json={"jsonrpc": "2.0", "method": "notifications/initialized"}, headers=headers)
    return headers


def answer_in(text: str) -> dict[str, Any]:
    """The last message of an answer, which is a stream of events."""
    return json.loads(next(line[5:] for line in reversed(text.splitlines()) if line.startswith("data:")))


def request(address: str, headers: dict[str, str], body: bytes, *, length: int | None = None) -> bytes:
    """A request as it goes over the wire; `length` is what it says that its body has."""
    url = httpx2.URL(address)
    told = {**headers, "Host": url.netloc.decode(), "Content-Length": str(len(body) if length is None else length)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {url.path} HTTP/1.1\r\n{lines}\r\n".encode() + body


async def status_of(reader: asyncio.StreamReader) -> str:
    """The status of an answer that begins; "hung up" where there is none."""
    try:
        line = await reader.readline()
    except ConnectionError:
        return "hung up"
    return line.decode().split(" ")[1] if line else "hung up"


@asynccontextmanager
async def connected(address: str, count: int) -> AsyncIterator[Opened]:
    """Connections that ask nothing."""
    url = httpx2.URL(address)
    opened: Opened = []
    try:
        for _ in range(count):
            opened.append(await asyncio.open_connection(url.host, url.port))
        yield opened
    finally:
        for _, writer in opened:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for _, writer in opened), return_exceptions=True)
