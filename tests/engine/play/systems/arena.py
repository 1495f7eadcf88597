"""A world made by hand: a few actors on a flat field, in which one system at a time is tried."""

from typing import Any

import numpy as np

from engine.ai.goap.words import fact_words
from engine.ai.thinking import THINK_TICKS
from engine.play.compile.parts import parts_of
from engine.world.events import EVENT_KINDS
from engine.world.ids import HOSTILE, PARTY, UP
from engine.world.system import System
from engine.world.world import LaneSpec, World

PARTS = parts_of(())
SIZES = {"triggers": 1, "spawn_groups": 1, "objectives": 1, "lines": 1, "signals": 1}
KIND_NAMES = {number: name for name, number in EVENT_KINDS.items()}
FIGHTER = {
    "life": UP,
    "team": PARTY,
    "radius": 0.5,
    "mass": 75.0,
    "height": 1.8,
    "speed": 4.0,
    "health": 100.0,
    "health_max": 100.0,
    "stagger_max": 50.0,
    "melee_damage": 20.0,
    "melee_reach": 1.0,
    "melee_cooldown": 60,
    "melee_windup": 3,
    "melee_stagger": 10.0,
    "ranged_damage": 12.0,
    "ranged_range": 18.0,
    "ranged_cooldown": 30,
    "ranged_windup": 2,
    "ranged_stagger": 8.0,
    "aim_error": 0.0,
}


def actor(x: float = 0.0, z: float = 0.0, **columns: Any) -> dict[str, Any]:
    """A fighter of the party at (x, z) [m]; keyword arguments set columns."""
    return {**FIGHTER, "position": (x, 0.0, z), **columns}


def foe(x: float = 0.0, z: float = 0.0, **columns: Any) -> dict[str, Any]:
    """The same, on the other side."""
    return actor(x, z, **{"team": HOSTILE, **columns})


def _statics(given: dict[str, Any]) -> dict[str, Any]:
    statics: dict[str, Any] = {f"act_{name}": [index] for index, name in enumerate(PARTS.actions)}
    statics |= {f"fact_{name}": fact_words(index) for index, name in enumerate(PARTS.facts)}
    statics |= {"obstacle_box": np.zeros((0, 8)), "obstacle_circle": np.zeros((0, 4)), "arena": (0.0, 0.0, 20.0)}
    statics |= {"think_step": [THINK_TICKS], "nav_room": [[255]], "nav_frame": (-20.0, -20.0, 40.0)}
    empty = {n: np.zeros((1,) * c.axes) for n, c in PARTS.columns.items() if c.table == "static"}
    return {name: np.asarray(value, PARTS.columns[name].dtype) for name, value in {**empty, **statics, **given}.items()}


def arena(
    *actors: dict[str, Any],
    lanes: int = 1,
    lane: dict[str, Any] | None = None,
    sizes: dict[str, int] = SIZES,
    **statics: Any,
) -> World:
    """A world of `lanes` equal lanes with these actors; keyword arguments are static columns."""
    world = World(PARTS.columns, rows=lanes * len(actors), lanes=lanes, sizes=sizes, statics=_statics(statics))
    rows = {name: np.array([_value(name, each) for each in actors]) for each in actors for name in each}
    for number in range(lanes):
        world.add_lanes([LaneSpec(len(actors), {"seed": number, "run": number, **(lane or {})}, rows)])
    return world


def _value(name: str, actor: dict[str, Any]) -> Any:
    column = PARTS.columns[name]
    return actor.get(name, np.full(column.shape(SIZES), column.default))


def run(world: World, *systems: System, ticks: int = 1) -> None:
    """The systems in this order, tick by tick."""
    for _ in range(ticks):
        for system in systems:
            system.run(world)
        world.view["tick"][:] += 1


def events(world: World) -> list[tuple[str, int, int]]:
    """Everything logged so far: kind, source, target."""
    count = int(world.view["log_count"][0])
    return [
        (KIND_NAMES[kind], source, target) for _, _, kind, source, target in world.view["log_data"][:count].tolist()
    ]
