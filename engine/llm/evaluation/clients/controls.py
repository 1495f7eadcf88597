"""Controls: answers that a scale must not be taken in by, and one that must have all points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.llm.client.answer import About
from engine.llm.client.mock import MockLlmClient, echo
from engine.llm.client.request import Request
from engine.llm.evaluation.body import body_of, surrender_of
from engine.llm.evaluation.clients.asked import Asked
from engine.llm.evaluation.clients.oracle import WHY, oracle_body
from engine.llm.evaluation.running.ground import Ground, seed_of
from engine.llm.evaluation.running.playing import can_begin
from engine.llm.evaluation.scenario import Said
from engine.llm.guard.parameters import Parameters, reference_of
from engine.llm.guard.plan import Call
from engine.llm.guard.tool import Tool
from engine.world.ids import PARTY, UP

TRIES = 16
"""So many random calls are drawn; those that can begin are kept, at most three."""


@dataclass(frozen=True)
class Control:
    """Answers by a rule that understands nothing; the mean of its points must be within `least` and `most`."""

    name: str
    reply: Callable[[Request, Asked], str]
    least: float
    most: float

    def client(self, asked: Mapping[str, Asked]) -> MockLlmClient:
        """The client that answers so."""
        about = About("Control", self.name, is_local=True, is_offline=True)
        return MockLlmClient(lambda request: self.reply(request, asked[request.messages[-1].text]), about=about)


def _stuffed(_: Request, asked: Asked) -> str:
    """As many tools as a plan holds, each with arguments that look right."""
    draw = np.random.default_rng(seed_of(asked.ground.scenario, asked.variant))
    calls = [_drawn(draw, asked, tool) for tool in list(asked.ground.registry.tools.values())[:16]]
    return body_of(asked.field.version, calls)


def _random(_: Request, asked: Asked) -> str:
    """One to three calls of different actors, drawn among those that can begin at once."""
    ground = asked.ground
    draw = np.random.default_rng(seed_of(ground.scenario, asked.variant))
    tools = [tool for tool in ground.registry.tools.values() if not ground.scenario.role.why_not(tool)]
    tries = [_drawn(draw, asked, tools[int(draw.integers(len(tools)))]) for _ in range(TRIES)]
    most = int(draw.integers(1, 4))
    parsed = [Call(0, ground.registry.tools[name], _parameters(ground, name, said)) for name, said in tries]
    calls: dict[str, Said] = {}
    for said, is_legal in zip(tries, can_begin(ground, asked.variant, parsed), strict=True):
        if is_legal and len(calls) < most:
            calls.setdefault(str(said[1]["actor"]), said)
    return body_of(asked.field.version, list(calls.values()))


def _parameters(ground: Ground, name: str, said: Mapping[str, Any]) -> Parameters:
    return ground.registry.tools[name].parameters(**said)


def _drawn(draw: np.random.Generator, asked: Asked, tool: Tool) -> Said:
    """A call with arguments of the right kinds."""
    ids = {kind: _ids(asked, kind) for kind in ("friend", "enemy")}
    actor = ids["friend"][int(draw.integers(len(ids["friend"])))]
    said: dict[str, Any] = {"actor": actor, "seconds": round(float(draw.uniform(0.3, 3.0)), 2)}
    if "target" in tool.parameters.model_fields:
        kind = "enemy" if reference_of(tool.parameters, "target") == "enemy" else "friend"
        others = [each for each in ids[kind] if each != actor] or ["nobody"]
        said["target"] = others[int(draw.integers(len(others)))]
    if "x" in tool.parameters.model_fields:
        half = asked.ground.scenario.size / 2 - 2.0
        said["x"], said["z"] = (round(float(part), 2) for part in draw.uniform(-half, half, 2))
    return tool.name, said


def _ids(asked: Asked, kind: str) -> list[str]:
    compiled, rows = asked.ground.compiled, asked.field.rows
    agents = [row for row in range(compiled.reserve) if rows["agent_profile"][row] >= 0 and rows["life"][row] == UP]
    return [compiled.entity_of_row[row][0] for row in agents if (rows["team"][row] == PARTY) == (kind == "friend")]


CONTROLS: tuple[Control, ...] = (
    Control("empty", lambda _, __: "", 0.0, 0.0),
    Control("echo of the prompt", lambda request, _: echo(request), 0.0, 0.0),
    Control("always gives up", lambda _, __: surrender_of(WHY), 0.0, 25.0),
    Control("tool names stuffed", _stuffed, 0.0, 25.0),
    Control("random legal moves", _random, 0.0, 40.0),
    Control("oracle", lambda _, asked: oracle_body(asked), 98.0, 100.0),
)
