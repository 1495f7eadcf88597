"""An agent that asks a window fifty times a second; address and token come by standard input."""

import http.client
import json
import sys
import threading
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

CALLS_A_SECOND = 50
ARGUMENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("query", {"limit": 5}),
    ("describe", {"kind": "encounter"}),
    ("query", {"what": "prefabs"}),
)
HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}


def main() -> None:
    """Ask, one call after the other on one connection that is kept, until standard input ends."""
    address, token = urlsplit(sys.stdin.readline().strip()), sys.stdin.readline().strip()
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
    }
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    connection = http.client.HTTPConnection(address.netloc)

    def post(message: dict[str, Any]) -> None:
        connection.request("POST", address.path, json.dumps({"jsonrpc": "2.0", **message}), headers)
        answer = connection.getresponse()
        session = answer.getheader("mcp-session-id")
        if session is not None:
            headers["mcp-session-id"] = session
        text = answer.read().decode()
        if answer.status >= 300 or '"isError":true' in text:
            raise RuntimeError(f"{message['method']} was answered with {answer.status}: {text[:400]}")

    post({"method": "initialize", "params": HELLO, "id": 0})
    post({"method": "notifications/initialized"})
    due, count = perf_counter(), 0
    while not ended.wait(max(0.0, due - perf_counter())):
        due = max(due + 1 / CALLS_A_SECOND, perf_counter())
        count += 1
        name, arguments = ARGUMENTS[count % len(ARGUMENTS)]
        post({"method": "tools/call", "params": {"name": name, "arguments": arguments}, "id": count})
    connection.close()


if __name__ == "__main__":
    main()
