"""Golden digests of small crowds; `python -m tests.engine.physics.golden` renews them when physics has changed."""

import json
from pathlib import Path

import numpy as np

from engine.benchmarks.scenes.crowd_one import crowd_parts
from engine.physics.obstacles import make_obstacles
from engine.physics.scheduler import PhysicsScheduler
from engine.terrain.height import Heightfield
from engine.world.ids import RUNNING, VICTORY
from engine.world.schedule import Schedule, Style
from engine.world.world import LaneSpec, World
from tests.engine.physics.crowds import PARTS, lane, square_crowd, statics
from tests.engine.physics.test_determinism import HILLS, crowd, scatter

FILE = Path(__file__).with_suffix(".json")
SEEDS, TICKS, STRETCH = range(6), 60, 20
#: Rows of a lane, side [m] of its square, widest radius [m]: few, so far apart that the grid is folded, dense, a heap
#: with more neighbours than a list holds, and one larger than a block of slots.
LANES = ((5, 4.0, 0.8), (44, 38.0, 0.12), (37, 6.0, 0.8), (90, 1.5, 0.6), (230, 17.0, 0.8))
SLOTS = {"steering", "crowd"}
#: Ticks that a lane takes plain Python a second for, and the small lane that it is in company of.
SHORT, COMPANY = (24, 12, 12, 3, 6), (3, 2.0, 0.8)
#: Made of + - x alone, so that it costs plain Python nothing: the slopes of a parabola every 4 m.
LATTICE = (np.arange(81) * 0.5 % 4.0 - 2.0) ** 2 * 0.125
MOUNDS = Heightfield((LATTICE[:, None] + LATTICE[None]).astype(np.float32), (-20.0, -20.0), 0.5)
TOPS = ((0.3, -50), (0.6, -50), (3.0, -50), (2.3, 2.0), (1.2, 0.9), (2.6, 1.7))


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


def short_digests(number: int, style: Style = "each") -> list[str]:
    """What a lively lane behind a small one is after each of its first ticks, and what its scratch says of it."""
    rng = np.random.default_rng(100 + number)
    specs = [_lively_lane(rng, number, *each) for each in (COMPANY, LANES[number])]
    rows = sum(each.count for each in specs)
    made = World(crowd_parts().columns, rows=rows, lanes=2, statics=_place(rng, max(LANES[number][1], 5.0)))
    made.add_lanes(specs)
    schedule = Schedule(each for each in crowd_parts().needed_by({"avoidance": 1}) if each.slot in SLOTS)
    found: list[str] = []
    for _ in range(SHORT[number]):
        made.view["desired_velocity"][:] = np.round(rng.uniform(-5, 5, (rows, 2)) * (rng.random((rows, 1)) < 0.8), 2)
        made.view["wants_jump"][:] = rng.random(rows) < 0.1
        made.view["impulse"][:] = np.round(rng.uniform(-400, 400, (rows, 3)) * (rng.random((rows, 1)) < 0.06))
        schedule.run(made, style=style)
        noted = [made.view[name][1].tolist() for name in ("crowd_pairs", "crowd_count", "crowd_walls", "crowd_frame")]
        found.append(f"{made.lane_digest(0)} {made.lane_digest(1)} {noted}")
    return found


def _lively_lane(rng: np.random.Generator, number: int, count: int, side: float, widest: float) -> LaneSpec:
    """A busy lane that stands on its hills, but for those in the air or on top of things; some have been knocked."""
    spec = _busy_lane(rng, number, count, side, widest)
    lifted, places = rng.choice([0.0, 0.0, 0.0, 0.3, 1.5], count), spec.rows["position"]
    places[:, 1] = [MOUNDS.height_at(x, z) + up for (x, _, z), up in zip(places, lifted, strict=True)]
    spec.rows["velocity"] = rng.uniform(-4, 4, (count, 3)) * (rng.random((count, 1)) < 0.7)
    spec.rows["air_ticks"] = np.where(lifted > 0, rng.integers(0, 12, count), 0)
    for name, most in (("jump_buffer", 6), ("knocked_ticks", 9)):
        spec.rows[name] = np.where(rng.random(count) < 0.15, rng.integers(1, most, count), 0)
    return spec


def _place(rng: np.random.Generator, side: float) -> dict[str, np.ndarray]:
    """Mounds with steps, walls and decks of all heights, turned boxes and circles, where a lane of that side stands."""
    spots = rng.uniform(-side / 2, side / 2, (20, 2))
    boxes = [
        (*spot, *rng.uniform(0.1, 0.5, 2), rng.uniform(0, 3), low, top)
        for spot, (top, low) in zip(spots[:12], TOPS * 2, strict=True)
    ]
    circles = [(*spot, rng.uniform(0.1, 0.4), rng.uniform(0, 2)) for spot in spots[12:]]
    return {**MOUNDS.tables(), **make_obstacles(boxes, circles).tables(1.0)}


def all_digests() -> dict[str, list[str]]:
    """The digests of every seed, of the busy crowds and of the first ticks of lively ones, as the file holds them."""
    seeds = {str(seed): digests_of(seed) for seed in SEEDS}
    short = {f"short {number}": short_digests(number) for number in range(len(LANES))}
    return seeds | {"busy": busy_digests()} | short


if __name__ == "__main__":
    FILE.write_text(json.dumps(all_digests(), indent=2) + "\n", encoding="utf-8")
