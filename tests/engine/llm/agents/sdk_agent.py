"""An outside agent over HTTP: the SDK's own client in a thread of its own, as beside a window."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import httpx2
import mcp_types as types
from mcp import Client
from mcp.client.streamable_http import streamable_http_client


class SdkAgent:
    """Connects when it is made; every call is a future, so that whoever waits for it can let the window live."""

    def __init__(self, address: str, token: str, name: str = "ambusher", version: str = "2.1") -> None:
        self._address, self._token = address, token
        self._info = types.Implementation(name=name, version=version)
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._client: Client | None = None
        self.connected: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="sdk agent")
        self._thread.start()

    def call(self, tool: str, hear: Callable[[float], object] | None = None, **arguments: Any) -> "Future[Any]":
        """Call a tool; `hear` gets the progress."""

        async def called() -> types.CallToolResult:
            async def told(progress: float, total: float | None, message: str | None) -> None:
                if hear is not None:
                    hear(progress)

            assert self._client is not None
            return await self._client.call_tool(tool, arguments, progress_callback=told)

        return asyncio.run_coroutine_threadsafe(called(), self._loop)

    def read(self, uri: str) -> "Future[Any]":
        """Read a resource: its text."""

        async def text() -> str:
            assert self._client is not None
            return (await self._client.read_resource(uri)).contents[0].text  # type: ignore[union-attr]

        return asyncio.run_coroutine_threadsafe(text(), self._loop)

    def close(self) -> None:
        """Hang up."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(20)
        assert not self._thread.is_alive()
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._connected())
        except Exception as error:
            if not self.connected.done():
                self.connected.set_exception(error)
            # Whoever is cut off in the middle hangs up with an error; what matters is what the calls came to.

    async def _connected(self) -> None:
        headers = {"Authorization": f"Bearer {self._token}"}
        async with httpx2.AsyncClient(headers=headers, trust_env=False, timeout=300) as http:
            transport = streamable_http_client(self._address, http_client=http)
            async with Client(transport, client_info=self._info) as client:
                self._client = client
                self.connected.set_result(None)
                await self._end.wait()
