"""Rays, sweeps and lines of sight: the first thing met is the one that trying every thing finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.obstacles import Obstacles, make_obstacles
from engine.physics.queries.grid import EVERYTHING, GROUND_TABLES, SOLID, Hits, QueryGrid
from engine.physics.queries.kinds import ACTOR, BOX, CIRCLE, EVERYBODY, GROUND, NOTHING, WALL, bits
from engine.physics.queries.rays import ray_batch
from engine.physics.queries.sight import is_line_clear, line_of_sight, walls_block_sight
from engine.physics.queries.sweeps import sweep_batch
from engine.terrain.height import make_patch
from engine.world.ids import UP
from engine.world.kernel import plain_twin
from tests.engine.physics.crowds import Ground, lane, world
from tests.engine.physics.queries.truth import HILLS, random_world, solids, solids_of_rows, wanted

F32 = np.float32
seeds = st.integers(0, 100_000)
#: How far a hit may lie from where a march of 2 mm steps finds it [m].
CLOSE_M = 0.006


def shots(rng, count=40):
    """Rays of all directions and lengths: level ones, steep ones, along an axis."""
    origins = rng.uniform(-18, 18, (count, 3)).astype(F32)
    origins[:, 1] = rng.uniform(0, 4, count)
    directions = rng.normal(size=(count, 3)).astype(F32)
    directions[: count // 2, 1] *= F32(0.05)
    directions[0], directions[1], directions[2] = (1, 0, 0), (0, 0, -1), (0, -1, 0)
    return origins, directions, rng.uniform(0.1, 30, count).astype(F32)


def marched(solid_list, origin, direction, length, grown=0.0, tall=0.0):
    """(distance, kind, which) of the first solid that a march in 2 mm steps comes into by more than a hair."""
    steps = np.arange(0.0, length, 0.002)
    points = origin[None, :] + steps[:, None] * direction[None, :]
    best = (length, NOTHING, -1)
    for solid in solid_list:
        inside = solid.depth(points, grown) > 1e-4
        if tall:
            inside &= origin[1] < solid.top - 1e-6 and origin[1] + tall > solid.bottom
        else:
            inside &= (points[:, 1] > solid.bottom + 1e-4) & (points[:, 1] < solid.top - 1e-4)
        if inside.any():
            best = min(best, (float(steps[inside.argmax()]), solid.kind, solid.which))
    return best


def agrees(found, q, truth, solid_list, point, grown=0.0):
    """A hit is right when the march finds one at its place, or when it only grazes a solid there."""
    distance = float(found.distance[q])
    if abs(distance - truth[0]) <= CLOSE_M:
        return True
    hit = [s for s in solid_list if (s.kind, s.which) == (int(found.kind[q]), int(found.which[q]))]
    return distance < truth[0] and bool(hit) and is_on_surface(hit[0], point, grown)


def is_on_surface(solid, point, grown):
    """Whether a point lies within a centimetre of a solid's side, bottom or top."""
    from_side = float(solid.depth(point[None], grown)[0])
    if grown:
        return abs(from_side) < 0.01
    return abs(min(from_side, point[1] - solid.bottom, solid.top - point[1])) < 0.01


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_a_ray_ends_where_a_fine_march_first_enters_a_solid(seed):
    made, things, rng = random_world(seed, lanes=2)
    slot = 1
    block = made.rows_of(slot)
    origins, directions, length = shots(rng)
    found = QueryGrid(made.view, slot).ray(origins, directions, length, kinds=EVERYTHING & ~bits(GROUND))

    rows = wanted(made.view, block.start, block.stop, EVERYBODY, bits(UP))
    all_solids = solids(things) + solids_of_rows(made.view, rows, block.start)
    for q in range(len(origins)):
        along = directions[q].astype(float) / np.linalg.norm(directions[q].astype(float))
        truth = marched(all_solids, origins[q].astype(float), along, float(length[q]))
        point = origins[q] + along * float(found.distance[q])
        assert agrees(found, q, truth, all_solids, point), (q, truth, found.kind[q], found.distance[q])


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_a_sweep_ends_where_the_moving_circle_first_touches(seed):
    made, things, rng = random_world(seed, lanes=2)
    block = made.rows_of(1)
    origins, directions, length = shots(rng)
    radius, tall = rng.uniform(0.05, 1.2, len(origins)).astype(F32), F32(1.8)
    found = QueryGrid(made.view, 1).sweep(
        origins, directions, length, radius, tall, kinds=EVERYTHING, exclude=np.zeros(len(origins), np.int32)
    )

    rows = wanted(made.view, block.start, block.stop, EVERYBODY, bits(UP))
    rows = rows[(rows != block.start) | (made.view["immovable"][rows] != 0)]
    all_solids = solids(things) + solids_of_rows(made.view, rows, block.start)
    for q in range(len(origins)):
        flat = directions[q].astype(float) * (1, 0, 1)
        long = np.linalg.norm(flat)
        if long < 1e-6:
            assert found.kind[q] == NOTHING
            continue
        truth = marched(all_solids, origins[q].astype(float), flat / long, float(length[q]), float(radius[q]), 1.8)
        point = origins[q] + flat / long * float(found.distance[q])
        assert agrees(found, q, truth, all_solids, point, float(radius[q])), (q, truth, found.kind[q])


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_lists_by_cell_give_the_bits_that_all_obstacles_give(seed):
    # given the same obstacles once in lists by cell and once in a single list
    made, things, rng = random_world(seed, lanes=1)
    origins, directions, length = shots(rng)
    grid, flat = QueryGrid(made.view), QueryGrid(made.view)
    count = len(things.boxes) + len(things.circles)
    items = [*range(len(things.boxes)), *(-1 - k for k in range(len(things.circles)))]
    flat._obstacles = (
        things.boxes,
        things.circles,
        np.array([-500, -500, 1000, 1, 1], F32),
        np.array([0, count], np.int32),
        np.array(items, np.int32),
    )
    for ask in (
        lambda grid: grid.ray(origins, directions, length, kinds=SOLID),
        lambda grid: grid.sweep(origins, directions, length, 0.4, 1.8),
    ):
        here, there = ask(grid), ask(flat)
        assert all(a.tobytes() == b.tobytes() for a, b in zip(here, there, strict=True))


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_sight_by_lists_is_sight_by_all_obstacles(seed):
    made, things, rng = random_world(seed, lanes=2)
    view, block = made.view, made.rows_of(1)
    tables = [view[name] for name in ("obstacle_frame", "obstacle_start", "obstacle_items")]
    eyes, ends = rng.uniform(-20, 20, (2, 30, 3)).astype(F32)
    eyes[:, 1], ends[:, 1] = rng.uniform(0.5, 4, (2, 30))
    ends[0] = eyes[0]
    ends[1, 2] = eyes[1, 2]
    seen = QueryGrid(view, 1).line_of_sight(eyes, ends, kinds=SOLID)
    for q in range(30):
        line = (*eyes[q], *ends[q])
        free = line_of_sight(*line, things.boxes, things.circles)
        assert is_line_clear(*line, things.boxes, things.circles, *tables) == free
        names = ("life", "immovable", "position", "half_extent", "radius", "height", "yaw")
        free = free and not walls_block_sight(*line, block.start, block.stop, *(view[name] for name in names))
        assert seen[q] == free


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_a_ray_goes_under_the_ground_where_a_fine_march_does(seed):
    made = world(lane([(0, 0)]), ground=HILLS)
    patch = make_patch(HILLS)
    rng = np.random.default_rng(seed)
    origins, directions, length = shots(rng, 12)
    origins[:, 1] += 3
    found = QueryGrid(made.view).ray(origins, directions, length, kinds=bits(GROUND))
    for q in range(12):
        along = directions[q].astype(float) / np.linalg.norm(directions[q].astype(float))
        steps = np.arange(0, float(length[q]), 0.01)
        points = origins[q] + steps[:, None] * along
        above = np.array([y - patch.height_at(x, z) for x, y, z in points])
        if found.kind[q] == NOTHING:
            assert above.min() > -0.25  # a ridge that is grazed for less than a step
            continue
        point = origins[q] + along * float(found.distance[q])
        assert abs(point[1] - patch.height_at(point[0], point[2])) < 0.01 or found.distance[q] == 0
        earlier = above[steps < float(found.distance[q]) - 0.01]
        assert earlier.min(initial=1.0) > -0.25
        if found.distance[q] > 0:
            assert float(np.linalg.norm(found.normal[q])) == pytest.approx(1.0, abs=1e-5)
            assert found.normal[q, 1] > 0


def test_compiled_and_plain_python_agree_to_the_bit():
    made, _, rng = random_world(5, lanes=1)
    origins, directions, length = shots(rng, 20)
    grid, nobody = QueryGrid(made.view), np.full(20, -1, np.int32)
    made_by = Hits(np.zeros(20, "u1"), np.zeros(20, "i4"), np.zeros(20, "f4"), np.zeros((20, 3), "f4"))
    shared = (*grid._bodies(), *grid._obstacles)
    common = (nobody, EVERYTHING, EVERYBODY, bits(UP), 0)
    plain_twin(ray_batch)(
        origins, directions, length, *common, grid._highest, grid._widest[0], grid._walls, *shared,
        *(made.view[name] for name in GROUND_TABLES), *made_by,
    )  # fmt: skip
    compiled = grid.ray(origins, directions, length)
    assert all(a.tobytes() == b.tobytes() for a, b in zip(made_by, compiled, strict=True))
    assert len(set(compiled.kind.tolist())) >= 4

    reach, tall = np.full(20, 0.4, F32), np.full(20, 1.8, F32)
    plain_twin(sweep_batch)(
        origins, directions, length, reach, tall, *common, grid._widest[0], grid._walls, *shared, *made_by
    )
    compiled = grid.sweep(origins, directions, length, 0.4, 1.8, kinds=EVERYTHING)
    assert all(a.tobytes() == b.tobytes() for a, b in zip(made_by, compiled, strict=True))


def test_what_is_hit_is_named_with_its_distance_and_normal():
    things = make_obstacles([(0, 5, 2, 0.5, 0, 0, 3)], [(8, 0, 1, 3)])
    made = world(
        lane([(0, 0), (0, -6), (-5, 0)], immovable=[0, 0, 1], half_extent=[(0, 0), (0, 0), (0.5, 1)]), obstacles=things
    )
    rays = [(0, 0, 1), (1, 0, 0), (-1, 0, 0), (0, 0, -1), (0, -1, 0), (0, 1, 0)]
    found = QueryGrid(made.view).ray(np.tile([0, 1.0, 0], (6, 1)), rays, 20.0, exclude=0)

    assert found.kind.tolist() == [BOX, CIRCLE, WALL, ACTOR, GROUND, NOTHING]
    assert found.which.tolist() == [0, 0, 2, 1, 0, -1]
    assert found.distance.tolist() == pytest.approx([4.5, 7.0, 4.5, 5.6, 1.0, 20.0], abs=0.002)
    normals = [(0, 0, -1), (-1, 0, 0), (1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 0, 0)]
    assert found.normal == pytest.approx(np.array(normals, float), abs=1e-5)


def test_low_things_are_shot_over_and_high_ones_passed_under():
    low_and_high = make_obstacles([(0, 3, 1, 0.1, 0, 0, 1), (0, 6, 1, 0.1, 0, 2, 3)])
    grid = QueryGrid(world(lane([(9, 9)]), obstacles=low_and_high).view)
    at = lambda height: grid.ray([(0, height, 0)], [(0, 0, 1)], 10, kinds=SOLID).which.tolist()  # noqa: E731
    assert [at(0.5), at(1.5), at(2.5), at(3.5)] == [[0], [-1], [1], [-1]]
    body = lambda foot, tall: grid.sweep([(0, foot, 0)], [(0, 0, 1)], 10, 0.3, tall).which.tolist()  # noqa: E731
    assert [body(0, 1.8), body(1.0, 0.9), body(1.0, 1.8), body(3.0, 1.8)] == [[0], [-1], [1], [-1]]


def test_a_hill_hides_and_a_lane_sees_no_walls_of_another():
    ridge = world(lane([(0, 0)]), ground=Ground(seed=3, size_m=50, amplitude=8.0, path=False))
    patch = make_patch(Ground(seed=3, size_m=50, amplitude=8.0, path=False))
    spots = np.random.default_rng(1).uniform(-20, 20, (200, 2))
    feet = np.array([(x, patch.height_at(x, z) + 1.6, z) for x, z in spots], F32)
    seen = QueryGrid(ridge.view).line_of_sight(feet[:100], feet[100:])
    assert 5 < seen.sum() < 95
    assert QueryGrid(ridge.view).line_of_sight(feet[:100], feet[100:], kinds=SOLID).all()

    wall = lane([(0, 0)], immovable=1, half_extent=(3, 0.2))
    made = world(wall, lane([(9, 9)]), obstacles=Obstacles())
    line = ([(0, 1, -5)], [(0, 1, 5)])
    assert [QueryGrid(made.view, slot).line_of_sight(*line).tolist() for slot in (0, 1)] == [[0], [1]]


def test_rays_that_are_no_rays_meet_nothing():
    made, _, _ = random_world(3, lanes=1)
    grid = QueryGrid(made.view)
    origins = np.array([(np.nan, 0, 0), (0, 2, 0), (0, np.inf, 0), (1e20, 0, 0), (0, 2, 0)], F32)
    directions = np.array([(1, 0, 0), (0, 0, 0), (1, 0, 0), (1, 0, 0), (1, np.nan, 0)], F32)
    assert grid.ray(origins, directions, 5).kind.tolist() == [NOTHING] * 5
    assert grid.sweep(origins, directions, 5, 0.4, 1.8).kind.tolist()[:4] == [NOTHING] * 4
    assert grid.line_of_sight(origins, np.zeros((5, 3), F32), kinds=SOLID)[[0, 2, 3]].tolist() == [0, 0, 0]
