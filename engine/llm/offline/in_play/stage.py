"""What a question about a running world gives: its version, who is there, the tools and the task."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.llm.client.request import Request

TOOLS_FOLLOW = "Tools:\n"
TASK_FOLLOWS = "\n\nTask:"


@dataclass(frozen=True)
class Someone:
    """An entity as the question describes it; places in metres."""

    id: str
    name: str
    side: str
    x: float
    z: float
    up: bool
    health: float

    def distance(self, x: float, z: float) -> float:
        """How far a place is [m]."""
        return math.hypot(self.x - x, self.z - z)


@dataclass(frozen=True)
class Tool:
    """A tool: facts that it needs and gives (False for those that must not hold), and its arguments."""

    name: str
    about: str
    needs: Mapping[str, bool]
    gives: Mapping[str, bool]
    arguments: frozenset[str]


@dataclass(frozen=True)
class Stage:
    """The whole question."""

    version: str
    everybody: tuple[Someone, ...]
    tools: Mapping[str, Tool]
    task: str

    @property
    def party(self) -> tuple[Someone, ...]:
        """Whoever can be told what to do."""
        return tuple(each for each in self.everybody if each.side == "party" and each.up)


def stage_of(request: Request) -> Stage | None:
    """The stage of a question; None where it asks for something else than a plan in play."""
    last = request.messages[-1].text
    world, follows, task = last.partition(TASK_FOLLOWS)
    tools = next((each.text.partition(TOOLS_FOLLOW)[2] for each in request.messages if TOOLS_FOLLOW in each.text), "")
    if not follows or not tools:
        return None
    try:
        said, described = json.loads(world), json.loads(tools)
        everybody = tuple(_someone(each) for each in said["entities"])
        return Stage(str(said["world"]), everybody, {each["name"]: _tool(each) for each in described}, task.strip())
    except (ValueError, KeyError, TypeError):
        return None


def _someone(row: Mapping[str, Any]) -> Someone:
    health, up = row.get("health", 0.0), row.get("up", True)
    return Someone(row["id"], row.get("name", row["id"]), row.get("side", ""), row["x"], row["z"], up, health)


def _tool(row: Mapping[str, Any]) -> Tool:
    parameters = frozenset(str(each) for each in row["arguments"].get("properties", {}))
    return Tool(row["name"], row["description"], _facts(row["preconditions"]), _facts(row["effects"]), parameters)


def _facts(names: list[str]) -> dict[str, bool]:
    return {name.removeprefix("not "): not name.startswith("not ") for name in names}
