"""Endless worlds for tests: crowds on them without a scene, and the yard's duel out in the open."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.physics.obstacles import Obstacles
from engine.play.compile.compiled import CompiledScene
from engine.terrain.landscape import Landscape
from engine.terrain.pinned.ground import PinnedGround
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World
from tests.engine.physics.crowds import EVERYTHING
from tests.engine.play.yard import ENCOUNTER, SCENE, compiled_project, write_project

PARTS = replace(EVERYTHING, systems=EVERYTHING.needed_by({"endless": 1}))
SCHEDULE = Schedule(PARTS.systems)


@dataclass(frozen=True)
class Wild:
    kind: str = "endless"
    seed: int = 7
    size_m: float = 200.0
    amplitude: float = 12.0
    path: bool = False


LAND = Landscape(Wild())


def lane(places: np.ndarray, velocity: np.ndarray | float = 0.0, **columns: object) -> LaneSpec:
    """Walkers at (n, 2) x, z who stand on the ground and want to go on with (n, 2) `velocity`."""
    places = np.asarray(places, np.float32)
    position = np.insert(places, 1, LAND.heights_at(places[:, 0], places[:, 1]), axis=1)
    wanted = np.broadcast_to(np.asarray(velocity, np.float32), places.shape)
    rows = {"life": 1, "position": position, "previous_position": position, "desired_velocity": wanted, **columns}
    return LaneSpec(len(places), {"endless": 1}, rows)


def world(*lanes: LaneSpec, ground: PinnedGround | None = None) -> tuple[World, PinnedGround]:
    """A world of these lanes on a ground of its own."""
    ground = ground or PinnedGround(LAND)
    statics = {**ground.tables(), **Obstacles().tables(1.0)}
    made = World(PARTS.columns, rows=sum(spec.count for spec in lanes), lanes=len(lanes), statics=statics)
    made.add_lanes(lanes)
    return made, ground


def run(made: World, ground: PinnedGround, ticks: int = 1, schedule: Schedule = SCHEDULE, style="each") -> World:
    """Ticks as a session plays them; who runs beyond the world's clock needs none."""
    for _ in range(ticks):
        ground.before_tick(made)
        schedule.run(made, 1, style=style)
    return made


def duel(
    folder: Path,
    *,
    amplitude: float = 30.0,
    hero: tuple[float, float] = (-6.0, 0.0),
    group: tuple[float, float] = (0.0, 0.0),
    **files: str,
) -> CompiledScene:
    """The yard's duel in an endless world, with more `files`; its second wave appears around `group`."""
    terrain = f'title = "Yard"\n[terrain]\nkind = "endless"\nseed = 7\namplitude = {amplitude}\nsize_m = 100.0'
    scene = SCENE.replace('title = "Yard"', terrain).replace("[-6.0, 0.0, 0.0]", f"[{hero[0]}, 0.0, {hero[1]}]")
    place = f"[entities.reinforcements.transform]\nposition = [{group[0]}, 0.0, {group[1]}]\n"
    encounter = ENCOUNTER.replace(
        "[entities.reinforcements.spawn_group]", place + "[entities.reinforcements.spawn_group]"
    )
    return compiled_project(write_project(folder, scenes__yard=scene, encounters__duel=encounter, **files))
