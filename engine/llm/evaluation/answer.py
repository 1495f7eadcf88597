"""An answer of a model is read: a plan, or that the task can't be done; to the letter, as the guard reads."""

from typing import Any, TypeAlias

from engine.llm.guard.plan import Call
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.names import names
from engine.llm.guard.steps.schema import schema
from engine.llm.guard.steps.size_and_depth import size_and_depth
from engine.llm.guard.steps.strict_json import strict_json
from engine.llm.guard.surrender import Surrender, surrender_of, surrender_schema
from engine.llm.guard.verdict import Refused, Verdict, refuse

Read: TypeAlias = tuple[Call, ...] | Surrender | Verdict
"""The calls of a plan, a surrender, or the verdict that refuses the answer."""


def read(body: str, registry: ActionRegistry, role: Role, version: str) -> Read:
    """What an answer says. A plan must be for the world of `version`."""
    try:
        data = strict_json(size_and_depth(body))
        surrender = surrender_of(data)
        if surrender is not None:
            return surrender
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
    return {"anyOf": [registry.plan_schema(), surrender_schema("Why nothing that may be done reaches the goal.")]}
