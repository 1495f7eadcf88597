"""A server on this computer that speaks like OpenAI and like Anthropic, and fails as it is told."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from engine.benchmarks.loopback_words import Speech, speech_of

Kind = Literal["answer", "status", "reset", "stall", "garbage", "half"]


@dataclass(frozen=True)
class Deed:
    """What the server does with one request.

    It answers with `text` in `pieces`, `pause` seconds apart; sends `status` with `headers` and the words `text`;
    resets the connection; says a piece (in a stream) and then nothing for ever; sends what is no JSON; or breaks off
    after half of the answer.
    """

    kind: Kind = "answer"
    text: str = "Well met."
    pieces: int = 4
    pause: float = 0.0
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Asked:
    """A request as it arrived; `closed` is when its connection was closed before its answer was whole [s]."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    closed: float | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the first piece is on its way."""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the connection was closed before its answer was whole."""


class LoopbackModels:
    """Serves in the running event loop: `async with LoopbackModels(deed_for) as server`."""

    def __init__(self, deed: Callable[[Asked], Deed] | Deed = Deed()) -> None:
        self._deed = deed
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self.asked: list[Asked] = []
        """Requests so far."""
        self.open = 0
        """Connections that are open now."""
        self.connections = 0
        """Connections so far."""

    @property
    def address(self) -> str:
        """Without a path, as Anthropic's SDK wants it; OpenAI's wants `/v1` behind it."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> "LoopbackModels":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in [*self._serving]:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = cast("asyncio.Task[None]", asyncio.current_task())
        self._serving.add(task)
        self.open += 1
        self.connections += 1
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
                first = b""
                while True:
                    asked = await _read(reader, first)
                    self.asked.append(asked)
                    first = await self._attend(asked, reader, writer)
        finally:
            self.open -= 1
            self._serving.discard(task)
            writer.close()

    async def _attend(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        """Answer one request while watching whether the other side hangs up; the next request's first byte."""
        heard = asyncio.ensure_future(reader.read(1))
        doing = asyncio.ensure_future(self._do(self._deed_for(asked), asked, writer))
        try:
            await asyncio.wait((heard, doing), return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                asked.closed = asyncio.get_running_loop().time()
                asked.left.set()
                raise ConnectionResetError
            doing.result()
            first = await heard
            if not first:
                raise ConnectionResetError
            return first
        finally:
            for each in (heard, doing):
                each.cancel()
            await asyncio.gather(heard, doing, return_exceptions=True)

    def _deed_for(self, asked: Asked) -> Deed:
        return self._deed if isinstance(self._deed, Deed) else self._deed(asked)

    async def _do(self, deed: Deed, asked: Asked, writer: asyncio.StreamWriter) -> None:
        speech = speech_of(asked.path, str(asked.body.get("model", "")))
        streams = bool(asked.body.get("stream"))
        match deed.kind:
            case "status":
                _send(writer, deed.status, json.dumps(speech.error(deed.status, deed.text)).encode(), deed.headers)
            case "reset":
                writer.transport.abort()
                raise ConnectionResetError
            case "garbage":
                _send(writer, 200, b"<html><body>Sign in to the network</body></html>", deed.headers)
            case "stall" if not streams:
                asked.begun.set()
                await asyncio.get_running_loop().create_future()
            case _ if streams:
                await _stream(deed, asked, speech, writer)
            case _:
                body = json.dumps(speech.whole(deed.text)).encode()
                await asyncio.sleep(deed.pause)
                _send(writer, 200, body, deed.headers, cut=len(body) // 2 if deed.kind == "half" else None)
                if deed.kind == "half":
                    raise ConnectionResetError
        await writer.drain()


async def _stream(deed: Deed, asked: Asked, speech: Speech, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
    size = max(1, -(-len(deed.text) // deed.pieces))
    pieces = [deed.text[start : start + size] for start in range(0, len(deed.text), size)]
    for number, piece in enumerate(pieces):
        if number and deed.kind == "stall":
            await asyncio.get_running_loop().create_future()
        if deed.kind == "half" and 2 * number >= len(pieces):
            await writer.drain()
            raise ConnectionResetError
        _chunk(writer, (speech.opening() if not number else "") + speech.piece(piece))
        await writer.drain()
        asked.begun.set()
        if deed.pause:
            await asyncio.sleep(deed.pause)
    _chunk(writer, speech.closing(deed.text))
    writer.write(b"0\r\n\r\n")


def _chunk(writer: asyncio.StreamWriter, text: str) -> None:
    data = text.encode()
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def _send(
    writer: asyncio.StreamWriter,
    status: int,
    body: bytes,
    headers: tuple[tuple[str, str], ...],
    *,
    cut: int | None = None,
) -> None:
    lines = [f"HTTP/1.1 {status} Said", "content-type: application/json", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body[:cut])


async def _read(reader: asyncio.StreamReader, first: bytes) -> Asked:
    head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for line in head[1:] if line for name, _, value in [line.partition(":")]}
    body = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
    return Asked(head[0].partition(" ")[2].partition(" ")[0], headers, body)
