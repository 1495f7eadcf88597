"""A bare arena for tests of senses and beliefs: rows with the real columns, obstacles as given, no actions."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

import engine.world.base_columns
from engine.ai.goap.domain import Domain
from engine.ai.goap.words import fact_words, state_of
from engine.ai.perception.danger import notice_danger
from engine.ai.perception.enemies import notice_enemies
from engine.ai.perception.friends import notice_friends
from engine.ai.perception.memory import remember_enemies
from engine.ai.planning.beliefs import believe_in_abilities, believe_in_surroundings
from engine.ai.planning.danger import believe_in_danger
from engine.physics.obstacles import Obstacles
from engine.play.compile.parts import parts_of
from engine.world.columns import Column
from engine.world.registry import collect
from engine.world.world import LaneSpec, World
from tests.engine.ai.worlds import STAGGER

SENSES = (notice_enemies, notice_friends, notice_danger, remember_enemies)
BELIEFS = (*SENSES, believe_in_surroundings, believe_in_abilities, believe_in_danger)
PARTY, HOSTILE = 0, 1


@cache
def facts_domain() -> Domain:
    """The domain of the engine's own facts."""
    return Domain.build(parts_of().facts.values(), (), ())


@cache
def arena_columns() -> dict[str, Column]:
    """The columns that senses and beliefs touch, and those of every world."""
    every, base = parts_of().columns, collect([engine.world.base_columns]).columns
    used = {name for system in BELIEFS for name in system.params} | set(base)
    return {name: every[name] for name in sorted(used)}


def arena(
    *people: Mapping[str, Any],
    boxes: Sequence[Sequence[float]] = (),
    circles: Sequence[Sequence[float]] = (),
    lanes: int = 1,
) -> World:
    """A world in which each of these stands; `at` is (x, z), everything else is a column by name."""
    columns = arena_columns()
    statics: dict[str, Any] = {f"fact_{fact.name}": fact_words(bit) for bit, fact in enumerate(facts_domain().facts)}
    things = Obstacles(np.array(boxes, np.float32).reshape(-1, 8), np.array(circles, np.float32).reshape(-1, 4))
    statics |= {**things.tables(0.6), **STAGGER}
    rows: dict[str, Any] = {"life": 1, "agent_profile": 0, "health": 100.0, "health_max": 100.0}
    names = {name for person in people for name in person if name != "at"}
    for name in names:
        usual = rows.get(name, np.full(columns[name].shape({}), columns[name].default))
        rows[name] = [person.get(name, usual) for person in people]
    rows["position"] = [(person["at"][0], 0.0, person["at"][1]) for person in people]
    world = World(columns, rows=lanes * len(people), lanes=lanes, statics=statics)
    world.add_lanes([LaneSpec(len(people), {}, rows)] * lanes)
    return world


def sense(world: World, ticks: int = 12, *, plain: bool = False) -> World:
    """So many ticks of perception and belief; in twelve everybody's turn comes twice."""
    for _ in range(ticks):
        for system in BELIEFS:
            system.run(world, plain=plain)
        world.view["tick"] += np.int32(1)
    return world


def believed(world: World, row: int = 0) -> set[str]:
    """Names of the facts that a row believes."""
    state = state_of(world.view, row)
    return {fact.name for bit, fact in enumerate(facts_domain().facts) if state >> bit & 1}
