"""Senses in a crowd: lists and cells give every agent, to the bit, what looking at every row gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.actions.flee import flee
from engine.ai.perception.danger import notice_danger
from engine.ai.perception.enemies import notice_enemies
from engine.ai.perception.friends import notice_friends
from engine.ai.perception.memory import remember_enemies
from engine.ai.perception.sides import BY_CELL, BY_LIST, BY_ROW, FACTS, LARGE_LANE, MODE
from engine.ai.wish import SHOCKWAVE
from engine.physics.obstacles import make_obstacles
from engine.play.compile.parts import parts_of
from engine.world.kernel import plain_twin
from engine.world.registry import collect
from engine.world.system import bound_arguments
from engine.world.world import LaneSpec, World

SYSTEMS = (notice_enemies, notice_friends, notice_danger, remember_enemies, flee)
EVERY = parts_of().columns
TOLD = sorted(name for system in SYSTEMS for name in system.writes if EVERY[name].digest)


def battle(seed: int, counts: tuple[int, ...], *, neutral: float = 0.2, side: float = 40.0, obstacles: int = 40):
    """Lanes of random people: both sides and neutrals, up, down and gone, some walls, some players."""
    import engine.world.base_columns

    rng = np.random.default_rng(seed)
    used = {name for system in SYSTEMS for name in system.params} | set(collect([engine.world.base_columns]).columns)
    columns = {name: EVERY[name] for name in sorted(used)}
    boxes = [
        (*rng.uniform(-side / 2, side / 2, 2), *rng.uniform(0.1, 2, 2), rng.uniform(0, 3), -1, rng.uniform(0.5, 3))
        for _ in range(obstacles // 2)
    ]
    circles = [(*rng.uniform(-side / 2, side / 2, 2), rng.uniform(0.1, 1), rng.uniform(0.5, 3)) for _ in boxes]
    tables = {name: table for name, table in make_obstacles(boxes, circles).tables(0.6).items() if name in columns}
    tables |= {"act_flee": np.array([3], np.int32), "arena": np.array([0.0, 0.0, 20.0], np.float32)}
    made = World(columns, rows=sum(counts), lanes=len(counts), statics=tables)
    made.add_lanes(
        [LaneSpec(count, {"tick": int(rng.integers(0, 6))}, people(rng, count, neutral, side)) for count in counts]
    )
    return made


def people(rng, count: int, neutral: float, side: float):
    place = np.zeros((count, 3), np.float32)
    place[:, ::2] = np.round(rng.uniform(-side / 2, side / 2, (count, 2)) * 4) / 4  # a lattice, so that there are ties
    team = np.where(rng.random(count) < neutral, 2, (place[:, 0] + rng.normal(0, 8 + side / 2, count) > 0).astype(int))
    return {
        "life": rng.choice([0, 1, 1, 1, 1, 1, 2, 3], count),
        "team": team,
        "agent_profile": rng.choice([0, 0, -1], count),
        "position": place,
        "velocity": rng.uniform(-2, 2, (count, 3)),
        "yaw": rng.uniform(-3, 3, count),
        "radius": rng.choice(np.array([0.3, 0.4, 1.1], np.float32), count),
        "height": rng.uniform(1, 2, count),
        "sight_range": rng.choice([5.0, 12.0, 25.0], count),
        "sight_cos": rng.choice([-1.0, 0.5], count),
        "hearing_range": rng.choice([0.0, 8.0, 15.0], count),
        "cast": rng.choice([0, 1, SHOCKWAVE], count),
        "area_radius": np.where(rng.random(count) < 0.1, 6.0, 0.0),
        "telegraph": rng.choice([0, 0, 0, 9], count),
        "telegraph_shape": rng.integers(0, 3, count),
        "telegraph_place": np.column_stack(
            [place[:, ::2] + rng.uniform(-9, 9, (count, 2)), rng.uniform(1, 9, count), rng.uniform(-3, 3, count)]
        ),
        "remembered": rng.integers(-1, count, count),
        "last_seen": place[:, ::2],
        "last_seen_tick": rng.integers(-400, 0, count),
        "last_hit_by": rng.integers(-1, count, count),
        "last_hit_ticks": rng.integers(0, 100, count),
        "immovable": rng.random(count) < 0.04,
        "half_extent": rng.uniform(0.2, 1.5, (count, 2)),
        "health": rng.choice([10.0, 20.0, 90.0], count),
        "health_max": 100.0,
        "heal_below": rng.choice([0.0, 0.3], count),
        "is_player": rng.random(count) < 0.01,
        "action": rng.choice([3, 4], count),
        "speed": 3.0,
    }


def told(made: World, *, plain: bool = False, by_row: bool = False) -> list[bytes]:
    """What the senses write, and where who flees runs to; `by_row` looks at every row, as plain Python."""
    for system in SYSTEMS:
        if by_row:
            twin = plain_twin(system.fn)
            twin.__globals__["LARGE_LANE"] = 10**9
            twin(*bound_arguments(system, made, guard=True))
            twin.__globals__["LARGE_LANE"] = LARGE_LANE
        else:
            system.run(made, plain=plain)
    return [made.view[name].tobytes() for name in TOLD]


def modes(made: World) -> list[int]:
    return made.view["side_lane"][:, FACTS, MODE].astype(int).tolist()


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 100_000))
def test_cells_tell_what_every_row_tells(seed):
    counts = (900, 9, 150)
    by_cell, by_row = battle(seed, counts), battle(seed, counts)

    assert told(by_cell) == told(by_row, by_row=True)
    # The third has as many as where the ways cost about the same, so which it takes is left to chance.
    assert modes(by_cell)[:2] == [BY_CELL, BY_ROW]
    assert modes(by_row) == [BY_ROW] * 3


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 100_000))
def test_a_list_without_the_neutral_tells_what_every_row_tells(seed):
    by_list, by_row = battle(seed, (500, 300), neutral=0.9), battle(seed, (500, 300), neutral=0.9)

    assert told(by_list) == told(by_row, by_row=True)
    assert modes(by_list) == [BY_LIST, BY_LIST]


@pytest.mark.parametrize("obstacles", [4, 60])
def test_compiled_and_plain_python_agree_to_the_bit(obstacles):
    compiled, plain = battle(3, (800,), obstacles=obstacles), battle(3, (800,), obstacles=obstacles)

    assert told(compiled) == told(plain, plain=True)
    assert modes(compiled) == [BY_CELL]


@pytest.mark.parametrize("spread", [0.0, 900.0, 3000.0])
def test_all_in_one_place_and_far_apart(spread):
    for seed in range(2):
        by_cell, by_row = battle(seed, (800,), side=spread, obstacles=0), battle(seed, (800,), side=spread, obstacles=0)
        assert told(by_cell) == told(by_row, by_row=True)


def test_one_side_alone_finds_no_enemy():
    made = battle(1, (800,))
    made.view["team"][:] = 0
    told(made)
    looked = made.view["post_tick"] >= 0
    assert modes(made) == [BY_CELL]
    assert looked.sum() > 20
    assert (made.view["nearest_enemy"][looked] == -1).all()
    assert (made.view["nearest_ally"][looked] >= 0).any()


def test_who_helps_at_a_scratch_finds_the_hurt_among_those_who_help_only_in_need():
    def hospital():
        made = battle(5, (800,), neutral=0.0, obstacles=0)
        made.view["health"][:] = 40.0
        made.view["heal_below"][:400], made.view["heal_below"][400:] = 0.95, 0.3
        return made

    by_cell, by_row = hospital(), hospital()
    assert told(by_cell) == told(by_row, by_row=True)
    assert modes(by_cell) == [BY_CELL]


def test_a_small_lane_is_never_listed():
    assert modes(battle(1, (LARGE_LANE,))) == [BY_ROW]
