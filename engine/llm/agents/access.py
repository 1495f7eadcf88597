"""Agent access over HTTP: a server on this computer's own address alone, in the running event loop, with a token."""

from __future__ import annotations

import asyncio
import secrets
import socket
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from engine.llm.agents.caps import MOST_BYTES
from engine.llm.agents.connections import Connection, Connections
from engine.llm.agents.gate import Gate
from engine.llm.agents.reception import Reception
from engine.llm.agents.server import make_server
from engine.llm.providers.secret import Secret

HERE, PATH = "127.0.0.1", "/mcp"
AT_A_TIME = 16
"""Connections that asyncio accepts before it looks at any: each has a file already."""
MOST_WAITING = 2048
"""Connections that are not accepted yet. They have no file of this process; beyond them some hang for a minute."""
MOST_SESSIONS = 16
IDLE_S = 600.0
WATCHER = "_shutdown_watcher"
LINGER_S = 2
"""So long may connections take to end when the server does [s]."""


class _Server(uvicorn.Server):
    """uvicorn in somebody else's event loop: signals are the program's own, and so is the bound of connections."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.server_state: Connections = Connections()

    def capture_signals(self) -> AbstractContextManager[None]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return nullcontext()


class AgentAccess:
    """Starts and stops the server. Each start has an address and a token of its own; an old token opens nothing.

    Args:
        reception: Who serves the calls; its owner closes it, before or after `stop`.
        version: Of the program.
        port: 0 for any that is free.
    """

    def __init__(self, reception: Reception, version: str, *, port: int = 0) -> None:
        self._reception = reception
        self._version = version
        self._port = port
        self._server: _Server | None = None
        self._gate: Gate | None = None
        self._task: asyncio.Task[None] | None = None
        self.address = ""
        """Where agents connect; empty while it is off."""
        self.token: Secret | None = None

    @property
    def is_on(self) -> bool:
        """Whether agents can connect."""
        return self._task is not None and not self._task.done()

    @property
    def turned_away(self) -> int:
        """Requests from elsewhere or without the token, and connections closed without one, since it was started."""
        gate, server = self._gate, self._server  # once: the loop may set them to None meanwhile
        dropped = server.server_state.dropped if server is not None else 0
        return dropped + (gate.turned_away if gate is not None else 0)

    async def start(self) -> None:
        """Listen from now on. OSError where the port is taken."""
        if self.is_on:
            return
        # Named so, asyncio sends each piece at once; else an answer waits 40 ms for the other side's acknowledgement.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            listening.bind((HERE, self._port))
        except OSError:
            listening.close()
            raise
        port = int(listening.getsockname()[1])
        hosts = frozenset({f"{HERE}:{port}", f"localhost:{port}"})
        self.token = Secret(secrets.token_urlsafe(32))
        app = make_server(self._reception, self._version).streamable_http_app(
            streamable_http_path=PATH,
            max_request_body_size=MOST_BYTES,
            session_idle_timeout=IDLE_S,
            max_sessions=MOST_SESSIONS,
            transport_security=TransportSecuritySettings(
                allowed_hosts=sorted(hosts), allowed_origins=sorted(f"http://{each}" for each in hosts)
            ),
        )
        self._gate = Gate(cast("Any", app), hosts, self.token)
        config = uvicorn.Config(
            cast("Any", self._gate),
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="on",
            ws="none",
            http=Connection,
            backlog=AT_A_TIME,
            timeout_graceful_shutdown=LINGER_S,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve([listening]))
        while not self._server.started and not self._task.done():
            await asyncio.sleep(0.005)
        if self._task.done():
            listening.close()
            self._task.result()
            raise OSError(f"nothing listens on {HERE}:{port}")
        listening.listen(MOST_WAITING)
        self.address = f"http://{HERE}:{port}{PATH}"

    def shut(self, why: str = "") -> None:
        """Take the token back at once, and tell why; `stop` does the rest. Any thread may say so."""
        gate = self._gate  # once: the loop may set it to None meanwhile
        if gate is not None:
            gate.shut(why)

    async def ended(self) -> None:
        """Wait until the server has ended, by `stop` or by itself; at once where it was never started."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def stop(self) -> None:
        """Cut every agent off, and wait until nothing listens any more and no connection is open."""
        self.shut()
        server, task = self._server, self._task
        self._server, self._gate, self._task, self.address, self.token = None, None, None, "", None
        if server is not None and task is not None:
            server.should_exit = True
            # A stream that an agent listens to ends by itself never.
            server.server_state.close()
            await asyncio.wait([task])
            await _end_watcher()
            task.result()


async def _end_watcher() -> None:
    """End the task that sse_starlette starts once an event loop and leaves there; it starts another when it has to."""
    for each in asyncio.all_tasks():
        if getattr(each.get_coro(), "__qualname__", "") == WATCHER:
            each.cancel()
            await asyncio.wait([each])
