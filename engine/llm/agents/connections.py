"""Connections to the HTTP server: so few that files stay for the program, and none keeps its place without asking."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from engine.llm.agents.caps import MOST_CONNECTIONS

HEAD_S = 5.0
"""So long may the head of a request take to come [s]."""


class Connections(ServerState):
    """All connections of one server. Beyond the bound the one that has been silent for longest is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0
        """Connections that were closed for want of a request, or of room."""
        self._silent: dict[Connection, None] = {}  # as a set that keeps their order, the oldest first
        self._is_closed = False

    def came(self, connection: Connection) -> None:
        """Somebody has connected, and asks nothing yet."""
        self._silent[connection] = None
        if self._is_closed:
            connection.transport.abort()
        elif len(self.connections) > MOST_CONNECTIONS:
            # Were it always the newest, silent ones could keep agents out. It is where all others have asked.
            self.drop(next(iter(self._silent)))

    def asked(self, connection: Connection) -> None:
        """One has sent a request, or is gone."""
        self._silent.pop(connection, None)

    def drop(self, connection: Connection) -> None:
        """Close one at once."""
        self.dropped += 1
        self._silent.pop(connection, None)
        self.connections.discard(connection)
        connection.transport.abort()

    def close(self) -> None:
        """Close all at once, and whichever still comes."""
        self._is_closed = True
        for each in list(self.connections):
            each.transport.abort()


class Connection(H11Protocol):
    """One connection, which is closed where the head of a request does not come whole in time."""

    def __init__(
        self,
        config: Config,
        server_state: Connections,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._all = server_state
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """It is open."""
        super().connection_made(transport)
        self._wait()
        self._all.came(self)

    def data_received(self, data: bytes) -> None:
        """A part of a request has come, or several requests."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:  # of the next head no more than a part is there
            self._wait()
        else:
            self._asked()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed."""
        super().connection_lost(exc)
        self._asked()

    def _wait(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(HEAD_S, self._all.drop, self)

    def _asked(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        self._all.asked(self)
