"""The gate before the HTTP server: Host, Origin, token, size and exact JSON, before anything else sees a request."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from engine.llm.agents.caps import MOST_AT_ONCE, MOST_BYTES
from engine.llm.agents.lines import refusal_of
from engine.llm.providers.secret import Secret

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
SLOWEST_S = 10.0
"""So long may the body of a request take to come [s]."""
INVALID = -32600
"""JSON-RPC's number for a message that is none."""


class Gate:
    """Lets requests through to `app` that come to this computer's own address, from no web page, with the token.

    A few messages are served at a time, each of which may hold a body; the others wait for their turn unread.

    Args:
        app: What serves them, as ASGI knows it.
        hosts: What Host may say; an Origin has to be one of these by http.
        token: What Authorization has to bear.
    """

    def __init__(self, app: App, hosts: frozenset[str], token: Secret) -> None:
        self._app = app
        self._hosts = hosts
        self._token: Secret | None = token
        self.turned_away = 0
        """Requests that came from elsewhere, or without the token."""
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._why_shut = ""

    def shut(self, why: str = "") -> None:
        """Take the token back: from now on it opens nothing, and whoever comes is told why. Any thread may say so."""
        self._why_shut, self._token = why, None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Serve or refuse one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refusal([(key.decode("latin-1").lower(), value) for key, value in scope["headers"]])
        if refusal is not None:
            self.turned_away += 1
            await _answer(send, *refusal)
            return
        if scope["method"] != "POST":
            await self._app(scope, receive, send)  # a stream to listen to stays open, and holds nobody up
            return
        async with self._turns:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Serve a message of somebody who may send one, once it is there as a whole."""
        try:
            body = await asyncio.wait_for(_body(receive), SLOWEST_S)
        except TimeoutError:
            await _answer(send, 408, f"The request did not come whole within {SLOWEST_S:.0f} s.")
            return
        if body is None:
            await _answer(send, 413, f"The message is larger than {MOST_BYTES:,} bytes. Send less at once.")
            return
        why = refusal_of(body) or self._told_away(body)
        if why:
            await _answer(send, 400, why)
            return
        await self._app(scope, _replayed(body, receive), send)

    def _told_away(self, body: bytes) -> str:
        """Why a message is not taken that says the token: what agents say is written down; empty where it does not."""
        token = self._token
        said = body.decode("utf-8", "replace")
        if token is None or (token.reveal() not in said and "\\u" not in said):
            return ""
        if token.reveal() in said or token.reveal() in json.dumps(json.loads(said), ensure_ascii=False):
            return "The message holds the token of this session, which belongs into the header alone."
        return ""

    def _refusal(self, headers: list[tuple[str, bytes]]) -> tuple[int, str] | None:
        """Status and reason where the headers do not allow the request."""
        hosts = [value.decode("latin-1") for key, value in headers if key == "host"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421, "The address is not one of this server. Expected: 127.0.0.1 with its port."
        origins = [value.decode("latin-1") for key, value in headers if key == "origin"]
        if any(each not in {f"http://{host}" for host in self._hosts} for each in origins):
            return 403, "Web pages of other places may not call this server."
        said = [value for key, value in headers if key == "authorization"]
        token = self._token
        if token is None or len(said) != 1 or not hmac.compare_digest(said[0], f"Bearer {token.reveal()}".encode()):
            why = f"Agents can't connect any more: {self._why_shut}." if token is None and self._why_shut else ""
            return 401, why or "The token is missing or is not that of this session. Copy it from the editor again."
        return None


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None for one that is too large. What the other side broke off is what came."""
    parts = bytearray()
    while True:
        message = await receive()
        parts += message.get("body", b"")
        if len(parts) > MOST_BYTES:
            return None
        if message["type"] != "http.request" or not message.get("more_body", False):
            return bytes(parts)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body again, then whatever comes."""
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _answer(send: Send, status: int, why: str) -> None:
    said: Mapping[str, Any] = {"jsonrpc": "2.0", "id": None, "error": {"code": INVALID, "message": why}}
    body = json.dumps(said).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    # What was not read of a refused request must not be taken for the next one.
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
