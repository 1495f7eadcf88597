"""The registry: every tool of the engine, found by a walk, and those that a project's own actions give."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

from engine.ai.facts import ALLY_DOWN, ALLY_HURT, ENEMY_SEEN
from engine.ai.goap.performs import Performer
from engine.ai.goap.vocabulary import Action, literals
from engine.llm.guard.parameters import AtEnemy, AtFallen, AtFriend, Parameters
from engine.llm.guard.plan import MOST_CALLS
from engine.llm.guard.tool import Tool
from engine.walk import walk_modules
from engine.world.system import System

TOOLS = "engine.llm.guard.tools"


class ActionRegistry:
    """Tools by their exact names, sorted."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        """ValueError when two tools have one name."""
        found: dict[str, Tool] = {}
        for tool in tools:
            if found.setdefault(tool.name, tool) is not tool:
                raise ValueError(f"two tools are called {tool.name!r}; rename one of them")
        self.tools: Mapping[str, Tool] = MappingProxyType({name: found[name] for name in sorted(found)})

    @classmethod
    def found(cls) -> "ActionRegistry":
        """The engine's tools."""
        return cls(_found())

    @classmethod
    def of(cls, systems: Iterable[System]) -> "ActionRegistry":
        """What can be asked for where these systems run.

        The engine's tools whose action one of them performs, and one for each action of the project's own: whoever
        writes an action need not write it a second time.
        """
        performed = [each.performed for each in systems if isinstance(each, Performer)]
        engine = _found()
        known = {tool.action.name for tool in engine if tool.action} | {tool.name for tool in engine}
        usable = [tool for tool in engine if tool.action is None or tool.action in performed]
        own = [action for action in performed if action.name not in known and action.capability]
        return cls([*usable, *(tool_of(action) for action in own)])

    def get(self, name: str) -> Tool | None:
        """The tool of exactly this name."""
        return self.tools.get(name)

    def nearest(self, name: str) -> str | None:
        """The name that was probably meant."""
        close = get_close_matches(name[:64], self.tools, n=1, cutoff=0.5)
        return close[0] if close else None

    def described(self, allowed: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """The tools as plain data for a model: all, or those of some names."""
        names = set(self.tools if allowed is None else allowed)
        return [tool.described() for name, tool in self.tools.items() if name in names]

    def plan_schema(self, allowed: Iterable[str] | None = None) -> dict[str, Any]:
        """JSON schema of a plan of these tools, for a model that is held to it."""
        names = set(self.tools if allowed is None else allowed)
        calls = [
            {
                "type": "object",
                "properties": {"tool": {"const": name}, "arguments": tool.parameters.model_json_schema()},
                "required": ["tool", "arguments"],
                "additionalProperties": False,
            }
            for name, tool in self.tools.items()
            if name in names
        ]
        return {
            "type": "object",
            "properties": {
                "world": {"type": "string"},
                "calls": {"type": "array", "minItems": 1, "maxItems": MOST_CALLS, "items": {"anyOf": calls}},
            },
            "required": ["world", "calls"],
            "additionalProperties": False,
        }


def tool_of(action: Action) -> Tool:
    """The tool that an action of a project gives: at whom it is done follows from what it needs to see."""
    needs = {each.fact for each in literals(action.needs) if each.value}
    parameters: type[Parameters] = Parameters
    if ENEMY_SEEN in needs:
        parameters = AtEnemy
    elif ALLY_DOWN in needs:
        parameters = AtFallen
    elif ALLY_HURT in needs:
        parameters = AtFriend
    return Tool(action.name, action, parameters)


@cache
def _found() -> tuple[Tool, ...]:
    modules = walk_modules(TOOLS)
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Tool))
