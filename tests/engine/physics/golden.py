"""Golden digests of small crowds; `python -m tests.engine.physics.golden` renews them when physics has changed."""

import json
from pathlib import Path

import numpy as np

from engine.benchmarks.crowd_one import crowd_parts
from engine.physics.scheduler import PhysicsScheduler
from engine.world.ids import RUNNING, VICTORY
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World
from tests.engine.physics.crowds import PARTS, lane, square_crowd, statics
from tests.engine.physics.test_determinism import HILLS, crowd, scatter

FILE = Path(__file__).with_suffix(".json")
SEEDS, TICKS, STRETCH = range(6), 60, 20
#: Rows of a lane, side [m] of its square, widest radius [m]: few, so far apart that the grid is folded, dense, a heap
#: with more neighbours than a list holds, and one larger than a block of slots.
LANES = ((5, 4.0, 0.8), (44, 38.0, 0.12), (37, 6.0, 0.8), (90, 1.5, 0.6), (230, 17.0, 0.8))
SLOTS = {"steering", "crowd"}


def digests_of(seed: int, threads: int = 0) -> list[str]:
    """The digest of a crowd of many sizes among obstacles after every stretch of ticks."""
    made, schedule = crowd(seed), Schedule(PARTS.systems)
    physics = PhysicsScheduler(threads, crossover=0)
    physics.install(schedule)
    found: list[str] = []
    for _ in range(TICKS // STRETCH):
        schedule.run(made, STRETCH)
        found.append(made.digest())
    physics.close()
    return found


def busy_digests() -> list[str]:
    """The digest, and the pairs that touched, of crowds in company that do all that a body can do, after stretches."""
    rng = np.random.default_rng(11)
    specs = [_busy_lane(rng, number, *each) for number, each in enumerate(LANES)]
    rows = sum(each.count for each in specs)
    made = World(crowd_parts().columns, rows=rows, lanes=len(specs), statics=statics(scatter(4), HILLS))
    made.add_lanes(specs)
    schedule = Schedule(each for each in crowd_parts().needed_by({"avoidance": 1}) if each.slot in SLOTS)
    found: list[str] = []
    for tick in range(TICKS):
        made.view["desired_velocity"][:] = np.round(rng.uniform(-5, 5, (rows, 2)) * (rng.random((rows, 1)) < 0.8), 2)
        made.view["wants_jump"][:] = rng.random(rows) < 0.03
        is_hit = rng.random((rows, 1)) < 0.015
        made.view["impulse"][:] = np.round(rng.uniform(-400, 400, (rows, 3)) * is_hit)
        made.view["outcome"][0] = RUNNING if tick < TICKS // 2 else VICTORY
        schedule.run(made)
        if tick % STRETCH in (0, STRETCH - 1):
            found.append(f"{made.digest()} {made.view['crowd_pairs'].tolist()}")
    return found


def _busy_lane(rng: np.random.Generator, number: int, count: int, side: float, widest: float) -> LaneSpec:
    """Bodies large and small of two teams; some down, some in the air, some that never move, two in one place."""
    places = square_crowd(count, number, side=side)
    places[1] = places[0]
    immovable = rng.random(count) < 0.04
    return lane(
        places,
        life=np.where(immovable, 1, rng.choice([1, 1, 1, 1, 1, 1, 2, 3, 0], count)),
        immovable=immovable,
        half_extent=np.where(immovable[:, None] & (rng.random((count, 1)) < 0.7), (1.2, 0.3), 0.0),
        team=rng.integers(0, 2, count),
        radius=rng.uniform(0.25, 1.0, count) * widest,
        height=rng.uniform(0.6, 2.2, count),
        mass=rng.uniform(50, 300, count),
        yaw=rng.uniform(-3, 3, count),
        jump_height=rng.choice([0.0, 0.6, 1.4], count),
        climb_limit=rng.choice([1.0, 1.0, 0.15], count),
        step_height=rng.choice([0.35, 0.0, 0.8], count),
        acceleration=rng.choice([20.0, 6.0, 1000.0], count),
        lane_avoidance=number != 2,
        lane_autopilot=number % 2,
        lane_overlap_teams=2 * (number == 4),
        lane_solver_iterations=4 - number % 3,
        is_player=np.arange(count) == 2,
    )


def all_digests() -> dict[str, list[str]]:
    """The digests of every seed and of the busy crowds, as the file holds them."""
    return {str(seed): digests_of(seed) for seed in SEEDS} | {"busy": busy_digests()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(all_digests(), indent=2) + "\n", encoding="utf-8")
