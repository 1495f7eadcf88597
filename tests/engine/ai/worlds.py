"""Small worlds for tests of minds: the real columns and systems, and a domain that fits on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

import engine.ai.goap.columns
import engine.ai.perception.columns
import engine.ai.planning.columns
import engine.world.base_columns
from engine.ai.goap.domain import Domain
from engine.ai.goap.minds import mind_of, minds
from engine.ai.goap.profiles import Profile, read_profile
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import words_of
from engine.ai.planning.settings import plan_budget_of
from engine.ai.thinking import THINK_TICKS
from engine.schema.components.agent import Agent
from engine.schema.components.body import Body
from engine.schema.files import PlanningSettings
from engine.world.columns import Column
from engine.world.registry import Parts, collect
from engine.world.system import System
from engine.world.world import LaneSpec, World

SEEN, NEAR, HURT = Fact("seen", "In sight."), Fact("near", "Near."), Fact("hurt", "Hurt.")
HARMED, SAFE = Fact("harmed", "Harmed.", observed=False), Fact("safe", "Safe.", observed=False)
APPROACH = Action("approach", "Approach.", needs=(SEEN,), gives=(NEAR,), cost=2.0)
STRIKE = Action("strike", "Strike.", needs=(SEEN, NEAR), gives=(HARMED,))
SHOOT = Action("shoot", "Shoot.", needs=(SEEN,), gives=(HARMED,), cost=5.0, skill="expert")
FLEE = Action("flee", "Flee.", needs=(HURT,), gives=(SAFE,))
FIGHT = Goal("fight", "Fight.", wants=(HARMED,), condition=(SEEN,), bonuses=((NEAR, 1.0),))
SURVIVE = Goal("survive", "Survive.", wants=(SAFE,), condition=(HURT,), commitment=0.75)
DOMAIN = Domain.build((), (APPROACH, STRIKE, SHOOT, FLEE), (FIGHT, SURVIVE))
BUDGET = plan_budget_of(PlanningSettings())
STAGGER = {"think_step": np.array([THINK_TICKS], np.int32)}
MODULES = (
    engine.world.base_columns,
    engine.ai.goap.columns,
    engine.ai.planning.columns,
    engine.ai.perception.columns,
)
EVERYTHING = read_profile(DOMAIN, ["approach", "strike", "flee"], ["fight=2.0", "survive=2.5"])


def mind_columns(mind: Mind) -> dict[str, Column]:
    parts = collect(MODULES)
    entries = (*mind.domain.facts, *mind.domain.actions)
    return {**parts.columns, **{made.name: made for entry in entries for made in entry.columns}}


def mind_world(
    profiles: Sequence[Profile] = (EVERYTHING,),
    domain: Domain = DOMAIN,
    *,
    rows: Mapping[str, Any] | None = None,
    lane: Mapping[str, Any] | None = None,
    count: int = 1,
    budget: int | None = None,
) -> World:
    """One lane of agents of profile 0 who are up, at tick 0; a budget of its own, or the project's default."""
    mind = Mind.build(domain, profiles)
    plans = BUDGET if budget is None else np.array([budget], np.int32)
    world = World(mind_columns(mind), rows=count, statics={**mind.statics(), **STAGGER, "plan_budget": plans})
    world.add_lanes([LaneSpec(count, lane or {}, {"agent_profile": 0, "life": 1, **(rows or {})})])
    return world


def tick(world: World, systems: Sequence[System], ticks: int = 1, *, plain: bool = False) -> None:
    for _ in range(ticks):
        for system in systems:
            system.run(world, plain=plain)
        world.view["tick"] += np.int32(1)


def believe(world: World, *facts: Fact, row: int = 0, domain: Domain = DOMAIN) -> None:
    world.view["facts"][row] = words_of(domain.state(facts))


def name_of(world: World, column: str, row: int = 0, domain: Domain = DOMAIN) -> str | None:
    number = int(world.view[column][row])
    names = domain.goals if column == "goal" else domain.actions
    return names[number].name if number >= 0 else None


@dataclass
class Compiled:
    """As much of a compiled scene as explaining needs."""

    view: Any
    parts: Any
    entity_of_row: tuple[tuple[str, str], ...]

    @property
    def roster(self) -> tuple[SimpleNamespace, ...]:
        """Local id and entity of each row."""
        return tuple(SimpleNamespace(local_id=k, entity=entity) for k, (entity, _) in enumerate(self.entity_of_row))

    @property
    def mind(self) -> Mind:
        """What the agents think with."""
        return mind_of(self.view, self.parts)[0]


def scene_of(agents: Mapping[str, Agent | None]) -> Any:
    """A scene with one row for each entity, with or without a mind."""
    vocabulary = SimpleNamespace(components={"agent": Agent, "body": Body})
    entities = [
        SimpleNamespace(
            id=entity,
            name=entity.title(),
            prefab=None,
            components={"body": Body()} | ({} if agent is None else {"agent": agent}),
        )
        for entity, agent in agents.items()
    ]
    return SimpleNamespace(entities=entities, prefabs={}, vocabulary=vocabulary, with_component=lambda _: ())


def parts_of(domain: Domain = DOMAIN) -> Parts:
    module = ModuleType("little_game")
    for entry in (*domain.facts, *domain.actions, *domain.goals):
        setattr(module, f"{entry.part_kind}_{entry.name}", entry)
    return collect([module, *MODULES])


def played(agents: Mapping[str, Agent | None], domain: Domain = DOMAIN, **rows: Any) -> tuple[Compiled, World]:
    """A scene of these agents, and a world of it with one lane at tick 0."""
    scene, parts = scene_of(agents), parts_of(domain)
    tables = dict(minds(scene, parts))
    profile = tables.pop("agent_profile")
    statics = {name: np.ascontiguousarray(tables[name]) for name, made in parts.columns.items() if name in tables}
    world = World(parts.columns, rows=len(agents), statics={**statics, **STAGGER, "plan_budget": BUDGET})
    world.add_lanes([LaneSpec(len(agents), {}, {"agent_profile": profile, "life": 1, **rows})])
    return Compiled(scene, parts, tuple((entity, entity.title()) for entity in agents)), world
