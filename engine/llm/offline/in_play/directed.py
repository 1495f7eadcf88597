"""Plans for a whole side, from what a question of play tells: who is struck together, who goes round, who is helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.relevance import problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal
from engine.llm.client.request import Request
from engine.llm.context.fence import read_fenced
from engine.llm.offline.authoring import BADGE

WANTED = ("ally_revived", "ally_healed", "enemy_harmed")
"""What an actor is after, by the facts of tools, the most pressing first."""
SECONDS = 2.0
"""For how long an order goes on: until others are given, an actor has its own mind again [s]."""
MOST_ACTORS = 4


@dataclass(frozen=True)
class _Tool:
    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    arguments: tuple[str, ...]


def directed(request: Request) -> dict[str, Any] | None:
    """The answer to a question for a side's plan; None where it is none."""
    said = {name: rows for message in request.messages for name, rows in read_fenced(message.text).items()}
    if not {"tools", "world", "entities"} <= set(said):
        return None
    tools = [_tool(each) for each in said["tools"]]
    everybody: Sequence[Mapping[str, Any]] = said["entities"]
    actors = [each for each in everybody if each.get("moves")]
    focus = _focus(actors, everybody)
    calls: list[dict[str, Any]] = []
    helped: set[str] = set()
    for actor in actors[:MOST_ACTORS]:
        call = _call(actor, everybody, tools, focus, helped, request.seed or 0)
        if call is not None:
            calls.append(call)
    if not calls:
        return {"impossible": f"{BADGE}. It finds no order that would be better."}
    return {"world": said["world"][0]["world"], "calls": calls}


def _tool(row: Mapping[str, Any]) -> _Tool:
    return _Tool(row["tool"], tuple(row.get("needs", ())), tuple(row.get("gives", ())), tuple(row["arguments"]))


def _focus(actors: Sequence[Mapping[str, Any]], everybody: Sequence[Mapping[str, Any]]) -> str:
    """Whom most of them see; of equals who has least health left."""
    health = {each["id"]: float(each["health"]) for each in everybody}
    seen = Counter(str(each["sees"]) for each in actors if each.get("sees"))
    return min(seen, key=lambda each: (-seen[each], health.get(each, 0.0), each), default="")


def _call(
    actor: Mapping[str, Any],
    everybody: Sequence[Mapping[str, Any]],
    tools: Sequence[_Tool],
    focus: str,
    helped: set[str],
    seed: int,
) -> dict[str, Any] | None:
    """What one actor is told, if there is something that it can begin now."""
    believes = frozenset(map(str, actor.get("believes", ())))
    sees = str(actor.get("sees", ""))
    for wanted in WANTED:
        if wanted == "enemy_harmed" and sees != focus:
            continue
        step = _first_step(tools, believes, wanted)
        # Every other one goes round, so that blows come from two sides.
        if step is not None and step.name == "approach" and (seed + len(str(actor["id"]))) % 2:
            step = next((each for each in tools if each.name == "flank" and _can(each, believes)), step)
        if step is not None and "enemy_harmed" in step.gives:
            continue  # a blow that is ready is struck by their own minds before any order comes
        target = _target(step, actor, everybody, sees) if step is not None else None
        if wanted != "enemy_harmed" and target in helped:
            continue  # one who helps is enough, the others keep the enemy away
        if step is not None and target is not None:
            said: dict[str, Any] = {"actor": actor["id"], "seconds": SECONDS}
            if wanted != "enemy_harmed":
                helped.add(target)
            return {"tool": step.name, "arguments": {**said, "target": target} if target else said}
    return None


def _target(step: _Tool, actor: Mapping[str, Any], everybody: Sequence[Mapping[str, Any]], sees: str) -> str | None:
    """Whom it is done to; "" for nobody, None where nobody is there."""
    if "x" in step.arguments:
        return None
    if "target" not in step.arguments:
        return ""
    if "ally_down" in step.needs or "ally_hurt" in step.needs:
        friends = [each for each in everybody if each["side"] == actor["side"] and each["id"] != actor["id"]]
        is_fallen = "ally_down" in step.needs
        friends = [each for each in friends if bool(each["up"]) != is_fallen]
        found = min(friends, key=lambda each: (_share(each), _away(actor, each), each["id"]), default=None)
        return str(found["id"]) if found is not None else None
    return sees or None


def _share(row: Mapping[str, Any]) -> float:
    return float(row["health"]) / max(float(row.get("of", 1.0)), 1.0)


def _away(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return hypot(float(one["x"]) - float(other["x"]), float(one["z"]) - float(other["z"]))


def _can(tool: _Tool, believes: frozenset[str]) -> bool:
    return all((each.removeprefix("not ") in believes) != each.startswith("not ") for each in tool.needs)


def _first_step(tools: Sequence[_Tool], believes: frozenset[str], wanted: str) -> _Tool | None:
    """The tool that the cheapest plan for what is wanted begins with; None where there is no plan."""
    facts: dict[str, Fact] = {}

    def conditions(said: Sequence[str]) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for each in said:
            fact = facts.setdefault(each.removeprefix("not "), Fact(each.removeprefix("not "), each))
            found.append(~fact if each.startswith("not ") else fact)
        return tuple(found)

    actions = [
        Action(each.name, each.name, conditions(each.needs), conditions(each.gives), 1.0)
        for each in tools
        if each.gives
    ]
    if wanted not in facts:
        return None
    domain = Domain.build((), actions, [Goal("wanted", "What is wanted.", conditions([wanted]))])
    holding = [fact for name, fact in facts.items() if name in believes]
    allowed = {number: int(cost) for number, cost in enumerate(domain.costs)}
    steps = SearchArrays.of(problem(domain, 0, allowed)).find(domain.state(holding)).actions
    name = domain.actions[steps[0]].name if steps else ""
    step = next((each for each in tools if each.name == name), None)
    return step if step is not None and _can(step, believes) else None
