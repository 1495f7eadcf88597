"""A forge on this computer: GitHub's routes for issues, and the ways in which it fails."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CLOSED = "2026-11-01T00:00:00Z"
"""When everything here is closed."""
REPOSITORY, TOKEN = "tools/lantern", "a-planted-token"


class Forge:
    """Issues by number, and what the next answers are instead, if anything."""

    def __init__(self) -> None:
        self.issues: dict[int, dict[str, Any]] = {}
        self.comments: list[tuple[int, str]] = []
        self.requests: list[str] = []
        self.failing: list[tuple[int, dict[str, str]]] = []
        self.address = ""

    def add(self, **more: Any) -> int:
        """An issue that stands there already."""
        number = len(self.issues) + 1
        issue = {"number": number, "title": "", "body": "", "state": "open", "state_reason": None, "labels": []}
        self.issues[number] = {**issue, **more}
        return number

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and body of one request."""
        place = urlsplit(path)
        root = f"/repos/{REPOSITORY}/issues"
        if not place.path.startswith(root):
            return 404, {"message": "Not Found"}
        words = place.path[len(root) :].strip("/").split("/")
        if method == "GET":
            asked = {name: values[0] for name, values in parse_qs(place.query).items()}
            assert asked["state"] == "all"
            labelled = [each for each in self.issues.values() if {"name": asked["labels"]} in each["labels"]]
            first = (int(asked["page"]) - 1) * int(asked["per_page"])
            return 200, labelled[first : first + int(asked["per_page"])]
        if method == "POST" and words == [""]:
            labels = [{"name": name} for name in body.pop("labels")]
            return 201, self.issues[self.add(**body, labels=labels)]
        number = int(words[0])
        if method == "POST":
            self.comments.append((number, body["body"]))
            return 201, {}
        closed = {"closed": CLOSED, "open": None}[body.get("state", self.issues[number]["state"])]
        self.issues[number].update(body, closed_at=closed)
        return 200, self.issues[number]


@contextmanager
def running(forge: Forge) -> Generator[Forge]:
    """Serve it until the end."""

    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            length = int(self.headers.get("content-length", 0))
            body = json.loads(self.rfile.read(length) or b"{}")
            forge.requests.append(f"{self.command} {urlsplit(self.path).path}")
            headers: dict[str, str] = {}
            if forge.failing:
                status, headers = forge.failing.pop(0)
                told: Any = {"message": "said so"}
                if status == 0:
                    self.close_connection = True
                    self.connection.close()
                    return
            elif self.headers.get("authorization") != f"Bearer {TOKEN}":
                status, told = 401, {"message": "Bad credentials"}
            else:
                status, told = forge.answer(self.command, self.path, body)
            data = json.dumps(told).encode()
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = respond  # noqa: N815 - names of http.server

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    forge.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield forge
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
