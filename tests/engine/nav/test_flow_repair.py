"""A repaired flow field is the one that is reckoned anew, cell for cell, whatever came and went before."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nav.field import FlowField
from engine.nav.repair import fill_fenced, repair_flow
from engine.nav.room import RoomGrid
from engine.nav.search import UNSEEN
from engine.nav.walls import walls_of
from engine.world.kernel import plain_twin
from tests.engine.nav.fields import grid, scattered

seeds = st.integers(0, 2**31 - 1)


def plan(rng: np.random.Generator, rows: int, columns: int, share: float) -> np.ndarray:
    """(rows + 2, columns + 2) u1: free cells in a fence, a share of them blocked at random."""
    free = np.zeros((rows + 2, columns + 2), np.uint8)
    free[1:-1, 1:-1] = rng.random((rows, columns)) >= share
    return free


def edit(rng: np.random.Generator, free: np.ndarray) -> np.ndarray:
    """Turn a few cells, single ones or a bar of them, over; their numbers."""
    rows, columns = free.shape
    cells = np.zeros(free.shape, bool)
    if rng.random() < 0.5:
        cells[1:-1, 1:-1] = rng.random((rows - 2, columns - 2)) < 0.04
        free[cells] ^= 1
    else:
        top, left = rng.integers(1, rows - 1), rng.integers(1, columns - 1)
        cells[top : min(top + rng.integers(1, 9), rows - 1), left : min(left + rng.integers(1, 3), columns - 1)] = True
        after = np.uint8(rng.random() < 0.4)
        cells &= free != after
        free[cells] = after
    return np.flatnonzero(cells).astype(np.int32)


@settings(max_examples=120, deadline=None)
@given(seeds)
def test_after_any_edits_the_field_is_the_one_reckoned_anew(seed):
    # given a grid with several goals, some of them on blocked ground
    rng = np.random.default_rng(seed)
    free = plan(rng, *rng.integers(1, 28, 2), rng.choice([0.0, 0.15, 0.35]))
    inside = np.flatnonzero(np.pad(np.ones((free.shape[0] - 2, free.shape[1] - 2), bool), 1))
    goals = rng.choice(inside, rng.integers(1, 5)).astype(np.int32)
    wide = free.shape[1]
    best, anew = np.empty(free.size, np.int32), np.empty(free.size, np.int32)
    fill_fenced(best, free.reshape(-1), wide, goals)

    # when cells are blocked and freed, time and again, then nothing tells the field from a new one
    for _ in range(8):
        changed = edit(rng, free)
        repair_flow(best, free.reshape(-1), wide, goals, changed)
        fill_fenced(anew, free.reshape(-1), wide, goals)
        assert np.array_equal(best, anew)


def test_the_repair_has_a_plain_twin():
    rng = np.random.default_rng(4)
    free = plan(rng, 9, 12, 0.2)
    compiled, plain = np.empty(free.size, np.int32), np.empty(free.size, np.int32)
    goals = np.array([30, 101], np.int32)
    fill_fenced(compiled, free.reshape(-1), free.shape[1], goals)
    plain_twin(fill_fenced)(plain, free.reshape(-1), free.shape[1], goals)
    for _ in range(5):
        changed = edit(rng, free)
        lost = repair_flow(compiled, free.reshape(-1), free.shape[1], goals, changed)
        assert lost == plain_twin(repair_flow)(plain, free.reshape(-1), free.shape[1], goals, changed)
        assert compiled.tobytes() == plain.tobytes()


def test_a_repair_looks_at_few_cells():
    # given open ground of 64 x 64 cells with the goal in its middle, then a fence makes only its shadow dearer
    field = FlowField(RoomGrid(np.full((64, 64), 40, np.uint8), (0.0, 0.0), 0.5), [(16.0, 16.0)], 0.4)
    field.put(walls_of([(20.0, 16.0, 0.25, 1.5, 0.0)]))
    assert 0 < field.forgotten < 500


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_walls_that_came_and_went_leave_no_trace(seed):
    # given scattered obstacles and walls, overlapping, put up and taken away in any order
    rng = np.random.default_rng(seed)
    made = grid(scattered(seed % 997)).grid
    goals = [tuple(rng.uniform(-15, 15, 2)) for _ in range(2)]
    boxes = [(*rng.uniform(-8, 8, 2), *rng.uniform(0.2, 2.5, 2), rng.uniform(0, 3)) for _ in range(6)]
    field = FlowField(made, goals, 0.4)
    standing: set[int] = set()
    for which in rng.integers(0, len(boxes), 12).tolist():
        (field.take if which in standing else field.put)(walls_of([boxes[which]]))
        standing ^= {which}

    # then the field is that of a newcomer who only ever saw those that stand
    fresh = FlowField(made, goals, 0.4)
    fresh.put(walls_of([boxes[which] for which in sorted(standing)]))
    assert np.array_equal(field.best, fresh.best)
    fresh.fill()
    assert np.array_equal(field.best, fresh.best)


def test_a_wall_that_never_came_cannot_be_taken_away():
    field = FlowField(grid().grid, [(0.0, 0.0)], 0.4)
    before = field.best.copy()
    with pytest.raises(ValueError, match="put it there first"):
        field.take(walls_of([(3.0, 3.0, 1.0, 1.0, 0.0)]))
    assert np.array_equal(field.best, before)

    # nor when another wall that does stand covers all of its cells
    field.put(walls_of([(3.0, 3.0, 2.0, 2.0, 0.0)]))
    covered = field.best.copy()
    with pytest.raises(ValueError, match="put it there first"):
        field.take(walls_of([(3.0, 3.0, 1.0, 1.0, 0.0)]))
    field.put(walls_of([(3.0, 3.0, 1.0, 1.0, 0.0)]))
    field.take(walls_of([(3.0, 3.0, 1.0, 1.0, 0.0)]))
    assert np.array_equal(field.best, covered)


def test_a_closed_ring_of_walls_cuts_its_inside_off_until_one_is_taken_away():
    ring = walls_of([(0, 4, 4.5, 0.5, 0), (0, -4, 4.5, 0.5, 0), (4, 0, 0.5, 4, 0), (-4, 0, 0.5, 4, 0)])
    side = walls_of([(4, 0, 0.5, 4, 0)])
    field = FlowField(grid().grid, [(0.0, 0.0)], 0.4)
    far = field.cell_of((12.0, 0.0))
    before = int(field.best[far])
    field.put(ring)
    assert field.best[far] == UNSEEN
    field.take(side)
    assert field.best[far] == before


def cells_of(field: FlowField, places: np.ndarray) -> np.ndarray:
    """`cell_of` for many places at once."""
    last = np.array([field.columns - 1, field.rows - 1], np.float32)
    column, row = np.clip((places - field.frame[:2]) / field.frame[2], np.float32(0), last).astype(np.int32).T
    return (row + 1) * field.wide + column + 1


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_whoever_follows_comes_to_the_goal_and_never_into_an_unwalkable_cell(seed):
    # given walkers anywhere, and walls that come and go under way
    rng = np.random.default_rng(seed)
    made = grid(scattered(seed % 997)).grid
    field = FlowField(made, [(1.0, 1.0)], 0.4)
    boxes = [walls_of([(*rng.uniform(-8, 8, 2), 1.5, 0.3, rng.uniform(0, 3))]) for _ in range(3)]
    places = rng.uniform(-15, 15, (40, 2)).astype(np.float32)
    comes = field.best[cells_of(field, places)] < UNSEEN

    # when they walk on, at most a third of a cell a step, then each new cell is free
    before = cells_of(field, places)
    assert before.tolist() == [field.cell_of(tuple(place)) for place in places]
    for step in range(620):
        if step in {20, 40, 60}:
            field.put(boxes[step // 20 - 1])
        if step in {120, 130, 140}:
            field.take(boxes[step // 10 - 12])
        places += field.follow(places) * np.float32(made.cell / 3)
        after = cells_of(field, places)
        entered = after[after != before]
        assert field.free[entered].all()
        before = after

    # then all that had a way to begin with stand in the goal's cell
    if field.free[field.goals[0]]:
        assert (before[comes] == field.goals[0]).all()
