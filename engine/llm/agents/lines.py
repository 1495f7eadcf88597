"""Messages over stdio: one JSON object a line, bounded; what is too large or says a key twice is refused by its id."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from typing import Any, BinaryIO, cast

import anyio.to_thread

from engine.llm.agents.caps import DEEPEST, MOST_BYTES, MOST_READ
from engine.llm.agents.server import REFUSED_METHOD
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.verdict import Refused

WORDS = {
    "greatest size": f"The message is larger than {MOST_BYTES:,} bytes. Send less at once.",
    "greatest depth": f"The message is nested more than {DEEPEST} deep. Expected: flatter arguments.",
    "no key twice": "The message says a key twice. Expected: each key of an object once.",
    "valid JSON": "The message is no valid JSON. Expected: one JSON object a line, without NaN and infinities.",
}


class BoundedLines:
    """The lines of standard input as the SDK's transport reads them, each checked before it gets there."""

    def __init__(self, stream: BinaryIO | None = None) -> None:
        self._stream = stream or sys.stdin.buffer

    async def __aiter__(self) -> AsyncIterator[str]:
        """Line after line, until the other side has ended or sent one without end."""
        while True:
            raw = await anyio.to_thread.run_sync(self._stream.readline, MOST_READ + 1, abandon_on_cancel=True)
            if not raw or len(raw) > MOST_READ:
                return
            yield checked_line(raw)


def checked_line(raw: bytes) -> str:
    """The line itself; or where it is refused, a request of the same id that is answered with the reason."""
    why = refusal_of(raw)
    return raw.decode("utf-8", "replace") if not why else json.dumps(_refusal(raw, why)) + "\n"


def refusal_of(raw: bytes) -> str:
    """Why a message is not taken; empty where it is."""
    try:
        strict_json(size_and_depth(raw, most_bytes=MOST_BYTES, deepest=DEEPEST))
    except Refused as error:
        rule = error.verdict.constraint
        return WORDS.get(rule, f"The message is refused. Rule: {rule}.")
    return ""


def _refusal(raw: bytes, why: str) -> dict[str, Any]:
    # Only id and _meta are taken over: without them the answer would not reach whoever asked.
    try:
        said: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return {"jsonrpc": "2.0", "method": f"notifications/{REFUSED_METHOD}"}
    data = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    identifier, params = data.get("id"), data.get("params")
    if not isinstance(identifier, int | str) or isinstance(identifier, bool):
        return {"jsonrpc": "2.0", "method": f"notifications/{REFUSED_METHOD}"}
    meta = cast("dict[str, Any]", params).get("_meta") if isinstance(params, dict) else None
    kept: dict[str, Any] = {}
    if isinstance(meta, dict) and len(json.dumps(meta)) < MOST_BYTES // 16:
        kept["_meta"] = meta
    return {"jsonrpc": "2.0", "id": identifier, "method": REFUSED_METHOD, "params": {"why": why, **kept}}
