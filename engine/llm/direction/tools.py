"""The tools that a role is given, as a model is told them in few words, and the schema of a plan of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.llm.guard.parameters import Reference, reference_of
from engine.llm.guard.plan import LONGEST_VERSION, MOST_CALLS
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.roles import Role
from engine.llm.guard.surrender import surrender_schema
from engine.llm.guard.tool import Tool

WHOM: Mapping[Reference, str] = {
    "enemy": "an enemy who is up", "friend": "another friend who is up", "fallen": "a friend who is down",
}  # fmt: skip


def given(registry: ActionRegistry, role: Role) -> tuple[Tool, ...]:
    """What a role may ask for of what a scene has."""
    tools = registry.tools.values()
    return tuple(each for each in tools if not role.why_not(each) and each.capability in role.capabilities)


def told(tool: Tool) -> dict[str, Any]:
    """A tool as one row of data."""
    said: dict[str, Any] = {"tool": tool.name, "does": tool.text}
    if tool.preconditions:
        said["needs"] = list(tool.preconditions)
    if tool.effects:
        said["gives"] = list(tool.effects)
    said["arguments"] = list(tool.parameters.model_fields)
    kind = reference_of(tool.parameters, "target") if "target" in tool.parameters.model_fields else None
    if kind is not None and kind in WHOM:
        said["target"] = WHOM[kind]
    return said


def plan_schema(tools: Sequence[Tool]) -> dict[str, Any]:
    """JSON schema of a plan or a surrender; tools of the same arguments share theirs, which keeps it short."""
    groups: dict[Any, list[str]] = {}
    for tool in tools:
        groups.setdefault(tool.parameters, []).append(tool.name)
    calls = [
        {
            "type": "object",
            "properties": {"tool": {"enum": names}, "arguments": parameters.model_json_schema()},
            "required": ["tool", "arguments"],
            "additionalProperties": False,
        }
        for parameters, names in groups.items()
    ]
    world = {"type": "string", "minLength": 1, "maxLength": LONGEST_VERSION}
    plan = {
        "type": "object",
        "properties": {
            "world": world,
            "calls": {"type": "array", "minItems": 1, "maxItems": MOST_CALLS, "items": {"anyOf": calls}},
        },
        "required": ["world", "calls"],
        "additionalProperties": False,
    }
    return {"anyOf": [plan, surrender_schema("Why no order would be better than what they do by themselves.")]}
