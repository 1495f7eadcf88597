"""What a call of an outside agent costs: from sending it to the server until its answer is read."""

import asyncio
import http.client
import json
import subprocess
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol
from urllib.parse import urlsplit

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.threshold import Threshold
from engine.resources import program_command, samples_folder

MS = 1e3
HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "bench", "version": "1"},
}
ADDED = {"do": "add", "file": "scenes/field", "id": "marker", "components": {"transform": {"position": [3, 0, 3]}}}
PROPOSAL = {"title": "A mark", "summary": "", "hunks": [{"id": "a", "why": "To measure.", "operations": [ADDED]}]}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "query": {"limit": 5},
    "describe": {"kind": "encounter"},
    "validate": {"proposal": PROPOSAL},
}


class _Agent(Protocol):
    """Somebody who asks a server."""

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of one request."""
        ...

    def close(self) -> None:
        """End it and its server."""
        ...


class _OverHttp:
    """A server in a thread of this process, and one connection to it that is kept."""

    def __init__(self) -> None:
        from engine.document import Document
        from engine.llm.agents.access import AgentAccess
        from engine.llm.agents.calls import CallTrail
        from engine.llm.agents.desk import Desk
        from engine.llm.agents.reception import Reception
        from engine.llm.agents.source import FolderSource
        from engine.llm.proposals.kept import KeptProposals

        self._shelf = tempfile.TemporaryDirectory()
        desk = Desk(FolderSource(Document.open(samples_folder() / "starter")), KeptProposals(Path(self._shelf.name)))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="agents")
        self._thread.start()

        async def start() -> tuple[Reception, AgentAccess]:
            reception = Reception(desk, CallTrail())
            access = AgentAccess(reception, "bench")
            await access.start()
            return reception, access

        self._reception, self._access = asyncio.run_coroutine_threadsafe(start(), self._loop).result()
        assert self._access.token is not None
        self._headers = {
            "Authorization": f"Bearer {self._access.token.reveal()}",
            "Accept": "application/json, text/event-stream",
            "Content-Type": "application/json",
        }
        place = urlsplit(self._access.address)
        self._path = place.path
        self._connection = http.client.HTTPConnection(place.netloc)
        self._number = 0
        self.ask("initialize", HELLO)
        self._post({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of one request. RuntimeError where there is none."""
        self._number += 1
        text = self._post({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        data = next(line[5:] for line in reversed(text.splitlines()) if line.startswith("data:") and len(line) > 7)
        return _result(method, json.loads(data))

    def close(self) -> None:
        """Cut it off."""

        async def stop() -> None:
            await self._reception.close()
            await self._access.stop()

        self._connection.close()
        asyncio.run_coroutine_threadsafe(stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._shelf.cleanup()

    def _post(self, message: dict[str, Any]) -> str:
        self._connection.request("POST", self._path, json.dumps(message), self._headers)
        answer = self._connection.getresponse()
        session = answer.getheader("mcp-session-id")
        if session is not None:
            self._headers["mcp-session-id"] = session
        return answer.read().decode()


class _OverStdio:
    """A server of its own in a process, and the lines to it."""

    def __init__(self) -> None:
        command = [*program_command(), "mcp", str(samples_folder() / "starter"), "--no-pictures"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._number = 0
        self.ask("initialize", HELLO)
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of one request. RuntimeError where there is none."""
        self._number += 1
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        assert self._process.stdout is not None
        return _result(method, json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the server as agents do: its input ends."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()


def _result(method: str, answer: dict[str, Any]) -> dict[str, Any]:
    result = answer.get("result")
    if result is None or result.get("isError"):
        raise RuntimeError(f"{method} answered {str(answer)[:400]}")
    return result


@benchmark(
    name="llm.mcp",
    unit="ms",
    threshold=Threshold("An agent asks dozens of times for one proposal."),
    cases=[{"way": way, "tool": tool} for way in ("stdio", "http") for tool in ARGUMENTS],
    samples=400,
    seconds=6.0,
    has_tail=True,
)
def llm_mcp(way: str, tool: str) -> Case:
    """One call after the other, by lines or HTTP: query 5 rows, describe the scene's settings, or check a proposal."""
    agent: _Agent = _OverStdio() if way == "stdio" else _OverHttp()
    params = {"name": tool, "arguments": ARGUMENTS[tool]}
    agent.ask("tools/call", params)  # what is looked at once for a state of the project

    def run() -> float:
        started = perf_counter()
        agent.ask("tools/call", params)
        return (perf_counter() - started) * MS

    return Case(run=run, close=agent.close)
