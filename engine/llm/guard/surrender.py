"""A surrender: an answer that says that nothing which may be done reaches what was asked, and why."""

from dataclasses import dataclass
from typing import Any, cast

from engine.llm.guard.verdict import refuse

IMPOSSIBLE = "impossible"
"""The only key of such an answer; its value says why."""


@dataclass(frozen=True)
class Surrender:
    """The model says that the task can't be done."""

    why: str


def surrender_of(data: Any) -> Surrender | None:
    """The surrender that an answer is; None where it is none. Refused where it says more, or not why."""
    if not isinstance(data, dict) or IMPOSSIBLE not in data:
        return None
    said = cast("dict[Any, Any]", data)
    why = said[IMPOSSIBLE]
    if len(said) > 1 or not isinstance(why, str) or not why.strip():
        reason = f'"{IMPOSSIBLE}" must stand alone and say why'
        raise refuse("schema", "surrender", reason, field=IMPOSSIBLE, expected="one sentence and no other key")
    return Surrender(why)


def surrender_schema(doc: str) -> dict[str, Any]:
    """JSON schema of a surrender; `doc` says what its reason tells."""
    why = {"type": "string", "minLength": 1, "description": doc}
    return {
        "type": "object", "properties": {IMPOSSIBLE: why}, "required": [IMPOSSIBLE], "additionalProperties": False,
    }  # fmt: skip
