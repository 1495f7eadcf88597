"""An answer of a model is read: a plan, or that the task can't be done; to the letter, as the guard reads."""

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from engine.llm.guard.plan import Call
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.names import names
from engine.llm.guard.steps.schema import schema
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.verdict import Refused, Verdict, refuse

IMPOSSIBLE = "impossible"
"""The only key of an answer that says that a task can't be done; its value says why."""


@dataclass(frozen=True)
class Surrender:
    """The model says that the task can't be done."""

    why: str


Read: TypeAlias = tuple[Call, ...] | Surrender | Verdict
"""The calls of a plan, a surrender, or the verdict that refuses the answer."""


def read(body: str, registry: ActionRegistry, role: Role, version: str) -> Read:
    """What an answer says. A plan must be for the world of `version`."""
    try:
        data = strict_json(size_and_depth(body))
        if isinstance(data, dict) and IMPOSSIBLE in data:
            return _surrender(cast("dict[Any, Any]", data))
        unchecked = schema(data, registry)
        calls = names(unchecked, registry, role)
        said = unchecked[0].world
        if said != version:
            reason = f"{said!r} is no version that was given out"
            raise refuse("version", "known version", reason, field="world", expected=version, nearest=version)
    except Refused as refused:
        return refused.verdict
    return calls


def answer_schema(registry: ActionRegistry) -> dict[str, Any]:
    """JSON schema of an answer: a plan of the tools that there are, or a surrender."""
    why = {"type": "string", "minLength": 1, "description": "Why nothing that may be done reaches the goal."}
    surrender = {
        "type": "object", "properties": {IMPOSSIBLE: why}, "required": [IMPOSSIBLE], "additionalProperties": False,
    }  # fmt: skip
    return {"anyOf": [registry.plan_schema(), surrender]}


def _surrender(data: dict[Any, Any]) -> Surrender:
    why = data[IMPOSSIBLE]
    if len(data) > 1 or not isinstance(why, str) or not why.strip():
        reason = f'"{IMPOSSIBLE}" must stand alone and say why'
        raise refuse("schema", "surrender", reason, field=IMPOSSIBLE, expected="one sentence and no other key")
    return Surrender(why)
