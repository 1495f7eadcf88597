"""Lines: what is too large, too deep, no JSON or says a key twice is answered by its id and never read as a message."""

import json
from typing import Any

import pytest

from engine.llm.agents.caps import MOST_BYTES
from engine.llm.agents.lines import checked_line, refusal_of
from engine.llm.agents.server import REFUSED_METHOD


def message(**params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params}


def test_what_is_right_goes_through_as_it_is() -> None:
    raw = json.dumps(message(name="query", arguments={"text": "ä"})).encode() + b"\n"
    assert checked_line(raw) == raw.decode()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"query","name":"save"}}', "a key twice"),
        (b'{"jsonrpc":"2.0","id":7,"method":"x","params":{"a":NaN}}', "no valid JSON"),
        (json.dumps(message(text="x" * MOST_BYTES)).encode(), "larger than"),
        (json.dumps(message(a=json.loads("[" * 40 + "]" * 40))).encode(), "nested more"),
    ],
)
def test_what_is_wrong_is_answered_by_its_id(raw: bytes, why: str) -> None:
    line = json.loads(checked_line(raw))
    assert (line["id"], line["method"]) == (7, REFUSED_METHOD)
    assert why in line["params"]["why"]
    assert len(line["params"]) == 1


@pytest.mark.parametrize("raw", [b"", b"{", b"[1", b'{"id": true, "a": 1, "a": 1}', b"\xff\xfe", b"[" * 100_000])
def test_what_has_no_id_becomes_a_notification_that_nobody_hears(raw: bytes) -> None:
    assert refusal_of(raw)
    assert "id" not in json.loads(checked_line(raw))


def test_a_refused_message_takes_its_envelope_along() -> None:
    raw = b'{"jsonrpc":"2.0","id":"a","method":"x","params":{"_meta":{"key":"value"},"b":1,"b":2}}'
    assert json.loads(checked_line(raw))["params"]["_meta"] == {"key": "value"}
