"""Serves the local model on the loopback in OpenAI's protocol. Runs in the local model's own environment."""

import argparse
import json
import os
import select
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from engine.llm.local.decoding import LocalModel, SchemaError, TooLongError

LARGEST_BODY = 1 << 20
MOST_TOKENS = 1024


class Handler(BaseHTTPRequestHandler):
    """One connection. Answers wait for each other: there is one model."""

    protocol_version = "HTTP/1.1"
    model: LocalModel
    turn = threading.Lock()

    def log_message(self, format: str, *_: Any) -> None:
        """Nothing of a question is written anywhere."""

    def do_GET(self) -> None:
        """`/v1/models`."""
        if self.path != "/v1/models":
            return self._refuse(404, f"there is no {self.path} here; expected /v1/models")
        return self._say(200, {"object": "list", "data": [{"id": self.model.name, "object": "model"}]})

    def do_POST(self) -> None:
        """`/v1/chat/completions`."""
        if self.path != "/v1/chat/completions":
            return self._refuse(404, f"there is no {self.path} here; expected /v1/chat/completions")
        try:
            length = int(self.headers.get("content-length", ""))
            if not 0 <= length <= LARGEST_BODY:
                return self._refuse(413, f"a body of {length} bytes; expected at most {LARGEST_BODY}")
            body = json.loads(self.rfile.read(length))
            question = self.model.tokens_of(_messages_of(body))
            most = int(body.get("max_completion_tokens") or body.get("max_tokens") or MOST_TOKENS)
            temperature = float(body.get("temperature") or 0.0)
            schema, seed = _schema_of(body.get("response_format")), body.get("seed")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return self._refuse(400, f"this is no chat completion: {type(error).__name__}: {error}")
        with self.turn:
            if self._has_left():
                return None
            pieces = self.model.answer(
                question, schema, most=most, temperature=temperature, seed=seed, is_stopped=self._has_left
            )
            try:
                return self._stream(pieces) if body.get("stream") else self._whole(pieces, len(question))
            except (TooLongError, SchemaError) as error:
                return self._refuse(400, str(error))
            except OSError:
                self.close_connection = True
                return None

    def _whole(self, pieces: Any, asked: int) -> None:
        text, why = list[str](), "stop"
        while True:
            try:
                text.append(next(pieces))
            except StopIteration as end:
                why = end.value
                break
        if why == "cancelled":
            self.close_connection = True
            return
        message = {"role": "assistant", "content": "".join(text)}
        used = {"prompt_tokens": asked, "completion_tokens": len(text), "total_tokens": asked + len(text)}
        choice = {"index": 0, "message": message, "finish_reason": why}
        self._say(200, self._about("chat.completion") | {"choices": [choice], "usage": used})

    def _stream(self, pieces: Any) -> None:
        first = next(pieces, None)  # what can't be answered is refused before anything is said
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        why, delta = "stop", {"role": "assistant", "content": first or ""}
        while True:
            self._event({"index": 0, "delta": delta, "finish_reason": None})
            try:
                delta = {"content": next(pieces)}
            except StopIteration as end:
                why = end.value or "stop"
                break
        if why == "cancelled":
            self.close_connection = True
            return
        self._event({"index": 0, "delta": {}, "finish_reason": why})
        self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, choice: dict[str, Any]) -> None:
        data = json.dumps(self._about("chat.completion.chunk") | {"choices": [choice]})
        self._chunk(f"data: {data}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _about(self, kind: str) -> dict[str, Any]:
        return {"id": "local", "object": kind, "created": int(time.time()), "model": self.model.name}

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True
        self._say(status, {"error": {"message": why, "type": "invalid_request_error", "code": None}})

    def _say(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _has_left(self) -> bool:
        """Whether whoever asked has hung up: nothing else makes this socket readable in the midst of an answer."""
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return bool(readable) and not self.connection.recv(1, 2)  # 2: MSG_PEEK
        except OSError:
            return True


def _messages_of(body: dict[str, Any]) -> list[dict[str, str]]:
    return [{"role": str(each["role"]), "content": _text_of(each["content"])} for each in body["messages"]]


def _text_of(content: Any) -> str:
    return content if isinstance(content, str) else "".join(str(part["text"]) for part in content)


def _schema_of(form: dict[str, Any] | None) -> dict[str, Any] | None:
    """The schema in the protocol's own place, or in that of llama-cpp-python's server."""
    if not form or form.get("type") == "text":
        return None
    return form["json_schema"]["schema"] if form["type"] == "json_schema" else form.get("schema", {"type": "object"})


def _end_with(parent: int) -> None:
    """End soon after the process that started this one: nobody else would."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(0)


def main() -> None:
    """Load the weights, say where the model is, and serve until the process that started this one has ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    weights = parser.parse_args().weights
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    Handler.model = LocalModel(weights)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"serving at http://127.0.0.1:{server.server_port}/v1\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
