"""What a call of an outside agent costs: from writing it to the server's standard input until its answer is read."""

import json
import subprocess
from time import perf_counter
from typing import Any

from engine.benchmarks.benchmark import Case, benchmark
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


class _Agent:
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
        answer = json.loads(self._process.stdout.readline())
        result = answer.get("result")
        if result is None or result.get("isError"):
            raise RuntimeError(f"{method} answered {str(answer)[:400]}")
        return result

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


@benchmark(
    name="llm.mcp",
    unit="ms",
    cases=[{"tool": "query"}, {"tool": "describe"}, {"tool": "validate"}],
    samples=400,
    seconds=6.0,
    has_tail=True,
)
def llm_mcp(tool: str) -> Case:
    """One call over stdio, one after the other: query 5 rows, describe the scene's settings, or check a proposal."""
    agent = _Agent()
    params = {"name": tool, "arguments": ARGUMENTS[tool]}
    agent.ask("tools/call", params)  # what is looked at once for a state of the project

    def run() -> float:
        started = perf_counter()
        agent.ask("tools/call", params)
        return (perf_counter() - started) * MS

    return Case(run=run, close=agent.close)
