"""What a server that speaks like OpenAI, and one that speaks like Anthropic, puts on the wire."""

import json
from typing import Any, Protocol

OPENAI_PATH = "/v1"
"""Where OpenAI's way of speaking begins; what lies elsewhere speaks like Anthropic."""


class Speech(Protocol):
    """One way of speaking."""

    def whole(self, text: str) -> dict[str, Any]:
        """A whole answer."""
        ...

    def opening(self) -> str:
        """The events before the first piece of a stream."""
        ...

    def piece(self, text: str) -> str:
        """The event of a piece."""
        ...

    def closing(self, text: str) -> str:
        """The events after the last piece."""
        ...

    def error(self, status: int, text: str) -> dict[str, Any]:
        """The body of an error."""
        ...


def speech_of(path: str, model: str) -> Speech:
    """How to speak on a path."""
    return OpenAISpeech(model) if path.endswith("/chat/completions") else AnthropicSpeech(model)


def tokens(text: str) -> int:
    """How many tokens the server counts: words."""
    return len(text.split())


class OpenAISpeech:
    """Chat completions."""

    def __init__(self, model: str) -> None:
        self._head = {"id": "chat-1", "created": 1, "model": model}

    def whole(self, text: str) -> dict[str, Any]:
        """A chat completion."""
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        return {**self._head, "object": "chat.completion", "choices": [choice], "usage": self._usage(text)}

    def opening(self) -> str:
        """The role."""
        return self._event({"role": "assistant", "content": ""})

    def piece(self, text: str) -> str:
        """A delta."""
        return self._event({"content": text})

    def closing(self, text: str) -> str:
        """The reason of the end, the usage, and the mark of the end."""
        usage: dict[str, Any] = {
            **self._head,
            "object": "chat.completion.chunk",
            "choices": [],
            "usage": self._usage(text),
        }
        return f"{self._event({}, 'stop')}data: {json.dumps(usage)}\n\ndata: [DONE]\n\n"

    def error(self, status: int, text: str) -> dict[str, Any]:
        """An error object."""
        return {"error": {"message": text, "type": "error", "code": None}}

    def _event(self, delta: dict[str, str], reason: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return f"data: {json.dumps({**self._head, 'object': 'chat.completion.chunk', 'choices': [choice]})}\n\n"

    def _usage(self, text: str) -> dict[str, int]:
        return {"prompt_tokens": 7, "completion_tokens": tokens(text), "total_tokens": 7 + tokens(text)}


class AnthropicSpeech:
    """Messages."""

    def __init__(self, model: str) -> None:
        self._model = model

    def whole(self, text: str) -> dict[str, Any]:
        """A message."""
        return self._message([{"type": "text", "text": text}], "end_turn", tokens(text))

    def opening(self) -> str:
        """The message and its one block."""
        block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        return _event({"type": "message_start", "message": self._message([], None, 1)}) + _event(block)

    def piece(self, text: str) -> str:
        """A delta of the block."""
        return _event({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}})

    def closing(self, text: str) -> str:
        """The ends of block and message."""
        delta = {"stop_reason": "end_turn", "stop_sequence": None}
        end = {"type": "message_delta", "delta": delta, "usage": {"output_tokens": tokens(text)}}
        return _event({"type": "content_block_stop", "index": 0}) + _event(end) + _event({"type": "message_stop"})

    def error(self, status: int, text: str) -> dict[str, Any]:
        """An error object; its type goes with the status, as Anthropic's does."""
        kinds = {400: "invalid_request_error", 401: "authentication_error", 404: "not_found_error"}
        kinds |= {429: "rate_limit_error", 500: "api_error", 529: "overloaded_error"}
        return {"type": "error", "error": {"type": kinds.get(status, "api_error"), "message": text}}

    def _message(self, content: list[dict[str, str]], stop: str | None, output: int) -> dict[str, Any]:
        head = {"id": "msg-1", "type": "message", "role": "assistant", "model": self._model, "content": content}
        return {
            **head,
            "stop_reason": stop,
            "stop_sequence": None,
            "usage": {"input_tokens": 7, "output_tokens": output},
        }


def _event(data: dict[str, Any]) -> str:
    return f"event: {data['type']}\ndata: {json.dumps(data)}\n\n"
