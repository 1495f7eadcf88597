"""Small worlds for tests of minds: the real columns and systems, and a domain that fits on a page."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

import engine.ai.goap.columns
import engine.ai.perception.columns
import engine.world.base_columns
from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import Profile, read_profile
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.world.columns import Column
from engine.world.registry import collect
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
EVERYTHING = read_profile(DOMAIN, ["approach", "strike", "flee"], ["fight=2.0", "survive=2.5"])


def mind_columns(mind: Mind) -> dict[str, Column]:
    parts = collect([engine.world.base_columns, engine.ai.goap.columns, engine.ai.perception.columns])
    entries = (*mind.domain.facts, *mind.domain.actions)
    return {**parts.columns, **{made.name: made for entry in entries for made in entry.columns}}


def mind_world(
    profiles: Sequence[Profile] = (EVERYTHING,),
    domain: Domain = DOMAIN,
    *,
    rows: Mapping[str, Any] | None = None,
    lane: Mapping[str, Any] | None = None,
    count: int = 1,
) -> World:
    """One lane of agents of profile 0 who are up, at tick 0."""
    mind = Mind.build(domain, profiles)
    world = World(mind_columns(mind), rows=count, statics=mind.statics())
    world.add_lanes([LaneSpec(count, lane or {}, {"agent_profile": 0, "life": 1, **(rows or {})})])
    return world


def tick(world: World, systems: Sequence[System], ticks: int = 1, *, plain: bool = False) -> None:
    for _ in range(ticks):
        for system in systems:
            system.run(world, plain=plain)
        world.view["tick"] += np.int32(1)


def believe(world: World, *facts: Fact, row: int = 0, domain: Domain = DOMAIN) -> None:
    world.view["facts"][row] = domain.state(facts)


def name_of(world: World, column: str, row: int = 0, domain: Domain = DOMAIN) -> str | None:
    number = int(world.view[column][row])
    names = domain.goals if column == "goal" else domain.actions
    return names[number].name if number >= 0 else None
