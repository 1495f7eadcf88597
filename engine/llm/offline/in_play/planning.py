"""Plans a task by GOAP over the tools of the question, and says who does each call where and for how long."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.relevance import problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal
from engine.llm.client.request import Request
from engine.llm.offline.authoring import BADGE
from engine.llm.offline.in_play.stage import Someone, Stage, Tool, stage_of
from engine.llm.offline.in_play.tasks import Circle, Task, task_of
from engine.llm.offline.words import telling

WANTED: Mapping[str, tuple[str, ...]] = {
    "harm": ("enemy_harmed", "stagger_exploited"),
    "heal": ("ally_healed",),
    "revive": ("ally_revived",),
    "use": ("errand_done",),
    "weave": ("errand_done",),
}
"""Facts that a task wants, by what it asks for."""
SPEED, REACH, TOUCH, MOST_SECONDS, LEAST_SECONDS = 4.0, 1.8, 1.5, 10.0, 0.3
"""Guesses, since a question tells none of it: speed [m/s]; reach of a blow and of a helping hand [m]; the bounds of
one call [s]."""
BLOW_SECONDS, HEALTH_A_BLOW = 1.2, 15.0
ROOM = 2.0
"""So far outside of what is to be kept away from a way leads [m]."""
BASIC = frozenset({"can_melee", "can_support"})
"""What everybody is taken to be able to; other abilities are not told, so nothing is built on them."""


def planned(request: Request) -> dict[str, Any] | None:
    """The answer to a question about a running world; None where it is none."""
    stage = stage_of(request)
    if stage is None:
        return None
    task = task_of(stage)
    calls = _calls(stage, task) if task is not None else []
    if not calls:
        return {"impossible": f"{BADGE}. It finds no plan for this: {json.dumps(stage.task[:200])}."}
    return {"world": stage.version, "calls": calls}


def _calls(stage: Stage, task: Task) -> list[dict[str, Any]]:
    if task.kind == "reach" and task.place is not None:
        return [call for actor in task.actors for call in _walk(actor, task.place, task.away)]
    actor, calls, at = task.actors[0], list[dict[str, Any]](), (task.actors[0].x, task.actors[0].z)
    for name in found_steps(stage, task, actor):
        tool = stage.tools[name]
        if name == "move_to" or (task.kind in ("heal", "revive") and task.target is not None and not calls):
            goal = _beside(at, task) if task.target is not None else task.place
            if goal is not None and math.dist(at, goal) > TOUCH:
                calls += _walk(actor, goal, task.away)
                at = goal
            if name == "move_to":
                continue
        said: dict[str, Any] = {"actor": actor.id, "seconds": _seconds(name, tool.gives, task, at)}
        if "target" in tool.arguments and task.target is not None:
            said["target"] = task.target.id
        calls.append({"tool": name, "arguments": said})
    return calls


def found_steps(stage: Stage, task: Task, actor: Someone) -> list[str]:
    """Names of the tools of the cheapest plan; none where there is no plan."""
    facts: dict[str, Fact] = {}

    def conditions(said: Mapping[str, bool]) -> tuple[Condition, ...]:
        known = {name: facts.setdefault(name, Fact(name, name)) for name in said}
        return tuple(fact if said[name] else ~fact for name, fact in known.items())

    given = {name for tool in stage.tools.values() for name, value in tool.gives.items() if value}
    wanted = [name for name in WANTED[task.kind] if name in given]
    if not wanted:
        return []
    asked = frozenset(telling(stage.task))
    actions = [
        Action(each.name, each.name, conditions(each.needs), conditions(each.gives), _cost(each, asked))
        for each in stage.tools.values()
        if each.gives and not any(_is_unknown(name) for name, value in each.needs.items() if value)
    ]
    goal = Goal("task", "What is asked.", conditions(dict.fromkeys(wanted, True)))
    domain = Domain.build((), actions, [goal])
    holding = [fact for name, fact in facts.items() if _is_true(name, given, stage, task, actor)]
    allowed = {number: int(cost) for number, cost in enumerate(domain.costs)}
    result = SearchArrays.of(problem(domain, 0, allowed)).find(domain.state(holding))
    return [domain.actions[number].name for number in result.actions]


def _is_true(name: str, given: set[str], stage: Stage, task: Task, actor: Someone) -> bool:
    """What the actor is taken to believe: what the question tells; else that nothing stands in the way."""
    target = task.target
    away = actor.distance(target.x, target.z) if target is not None else math.inf
    told = {
        "enemy_seen": target is not None and target.side == "hostile",
        "in_melee_reach": away <= REACH,
        "in_area_reach": False,
        "ally_hurt": task.kind == "heal",
        "ally_down": task.kind == "revive",
        "has_friends": len(stage.party) > 1,
        "behind_enemy": False,
        "nearly_fallen": False,
        "enemy_marked": False,
    }
    if name in told:
        return told[name]
    return name in BASIC or (not name.startswith("can_") and name not in given)


def _is_unknown(name: str) -> bool:
    """Whether a fact is an ability that the question does not tell of."""
    return name.startswith("can_") and name not in BASIC


def _cost(tool: Tool, asked: frozenset[str]) -> float:
    """One for each tool, and a little less for one whose words are those of the task."""
    shared = len(asked & frozenset(telling(f"{tool.name} {tool.about}")))
    return 1.0 - 0.1 * min(shared, 5)


def _beside(at: tuple[float, float], task: Task) -> tuple[float, float]:
    """Within a helping hand's reach of the target, from where one comes."""
    target = task.target
    if target is None:
        return at
    away = math.dist(at, (target.x, target.z))
    share = max(0.0, away - TOUCH) / away if away else 0.0
    return at[0] + (target.x - at[0]) * share, at[1] + (target.z - at[1]) * share


def _seconds(name: str, gives: Mapping[str, bool], task: Task, at: tuple[float, float]) -> float:
    """For how long a call is meant: a way by its length, blows by the health of whom they meet."""
    target = task.target
    if "enemy_harmed" in gives and target is not None:
        blows = math.ceil(max(1.0, target.health) / HEALTH_A_BLOW)
        return round(min(MOST_SECONDS, blows * BLOW_SECONDS), 2)
    goal = (target.x, target.z) if target is not None else task.place
    if name.startswith("walk"):
        # It is over when the place is reached, and not every question tells where that is.
        return _bounded(math.dist(at, goal) / SPEED + 1.0) if goal is not None else MOST_SECONDS
    if goal is not None and "in_melee_reach" in gives:
        return _bounded(math.dist(at, goal) / SPEED + 0.5)
    return 1.2


def _bounded(seconds: float) -> float:
    return round(min(max(seconds, LEAST_SECONDS), MOST_SECONDS), 2)


def _walk(actor: Someone, goal: tuple[float, float], away: tuple[Circle, ...]) -> list[dict[str, Any]]:
    """The calls that lead somebody to a place, round what is to be kept away from."""
    calls: list[dict[str, Any]] = []
    at = (actor.x, actor.z)
    for stop in [*_detour(at, goal, away), goal]:
        x, z = round(stop[0], 2), round(stop[1], 2)
        legs = max(1, math.ceil(math.dist(at, stop) / (SPEED * MOST_SECONDS)))
        seconds = _bounded(math.dist(at, stop) / SPEED / legs + 0.2)
        said = {"actor": actor.id, "seconds": seconds, "x": x, "z": z}
        calls += [{"tool": "move_to", "arguments": said} for _ in range(legs)]
        at = stop
    return calls


def _detour(
    start: tuple[float, float], goal: tuple[float, float], away: tuple[Circle, ...]
) -> list[tuple[float, float]]:
    """A place beside the first circle that the straight way leads through; none where it leads through none."""
    dx, dz = goal[0] - start[0], goal[1] - start[1]
    length = math.hypot(dx, dz)
    if length == 0.0:
        return []
    for circle in away:
        along = ((circle.x - start[0]) * dx + (circle.z - start[1]) * dz) / length
        beside = ((circle.x - start[0]) * dz - (circle.z - start[1]) * dx) / length
        if 0.0 < along < length and abs(beside) < circle.radius + ROOM / 2:
            wide = circle.radius * math.sqrt(2.0) + ROOM
            side = wide if beside <= 0.0 else -wide
            return [(circle.x + side * dz / length, circle.z - side * dx / length)]
    return []
