"""What the broad phase leaves in a lane's slots: movers in the order of their cells, then copies, then nobody."""

import numpy as np
import pytest

from engine.physics.crowd.grid import crowd_grid
from engine.physics.crowd.limits import CELLS_PER_SLOT, FARTHEST
from engine.physics.crowd.sort import close_lane
from engine.world.world import World
from tests.engine.physics.crowd.test_neighbours import BROAD, lists_hold_those_within_reach
from tests.engine.physics.crowds import lane, square_crowd, world


@pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 21])
@pytest.mark.parametrize("base", [0, 24])
def test_the_last_group_is_filled_with_the_last_mover_and_nobody_lies_behind(base, count):
    # given slots of which only the movers' are filled, behind those of other lanes
    room = base + 40
    order = np.full(room, -9, np.int32)
    place, ahead, body = (np.full((room, 2), np.nan, np.float32) for _ in range(3))
    order[base : base + count] = np.arange(count) + 100
    place[base : base + count] = np.arange(2 * count).reshape(count, 2)
    body[base : base + count] = np.arange(2 * count).reshape(count, 2) + 0.5

    nobody = close_lane(base, count, order, place, ahead, body)

    last, groups = base + count - 1, -(-count // 8)
    assert nobody == base + 8 * groups
    for column in (order, place, body):
        filled = column[last + 1 : nobody]
        assert np.array_equal(filled, np.broadcast_to(column[last], filled.shape))
    assert body[nobody].tolist() == [0.0, 1.0]
    assert (place[nobody] == FARTHEST).all()
    assert (ahead[nobody] == FARTHEST).all()
    assert np.isnan(place[nobody + 1 :]).all()
    assert np.isnan(body[nobody + 1 :]).all()
    assert order[last] == 100 + count - 1


def small_crowd(count: int, side: float, radius: float) -> World:
    """A crowd of which each seventh is out of play, after its broad phase."""
    made = world(lane(square_crowd(count, 4, side=side), radius=radius, life=np.arange(count) % 7 != 3))
    BROAD.run(made)
    return made


@pytest.mark.parametrize(
    ("count", "side", "radius", "is_folded"), [(20, 6.0, 0.4, False), (60, 9.0, 0.4, False), (45, 56.0, 0.1, True)]
)
def test_movers_lie_in_the_order_of_line_column_and_row_and_cells_say_where_they_end(count, side, radius, is_folded):
    view = small_crowd(count, side, radius).view
    low_x, low_z, per_width, per_height, columns, lines, folded = map(float, view["crowd_frame"][0])
    number = int(view["crowd_count"][0])
    place, order = view["crowd_place"][:number], view["crowd_order"][:number]
    column = ((place[:, 0] - np.float32(low_x)) * np.float32(per_width)).astype(int)
    line = ((place[:, 1] - np.float32(low_z)) * np.float32(per_height)).astype(int)
    column, line = (
        (column % int(columns), line % int(lines))
        if folded
        else (np.minimum(column, int(columns) - 1), np.minimum(line, int(lines) - 1))
    )
    cell = line * int(columns) + column

    assert folded == is_folded
    assert is_folded or (column.max() + 1, line.max() + 1) == (columns, lines)  # no line or column is left over
    assert columns * lines <= CELLS_PER_SLOT * count
    assert np.array_equal(np.lexsort((order, cell)), np.arange(number))
    ends = view["crowd_cells"].reshape(-1)[: 1 + int(columns * lines)]
    assert ends[0] == 0
    assert np.array_equal(ends[1:], np.searchsorted(cell, np.arange(int(columns * lines)), side="right"))


@pytest.mark.parametrize(("count", "side", "radius"), [(20, 3, 0.4), (80, 5, 0.4), (100, 0.6, 0.1), (45, 56, 0.1)])
def test_a_list_holds_exactly_those_within_reach(count, side, radius):
    lists_hold_those_within_reach(small_crowd(count, side, radius))


@pytest.mark.parametrize(("count", "side", "radius"), [(20, 6.0, 0.4), (60, 9.0, 0.4), (80, 5.0, 0.4), (45, 56.0, 0.1)])
def test_a_run_is_five_columns_of_a_line_or_all_of_them_where_a_folded_line_ends(count, side, radius):
    view = small_crowd(count, side, radius).view
    low_x, low_z, per_width, per_height, columns, lines, folded = view["crowd_frame"][0]
    number, columns, lines = int(view["crowd_count"][0]), int(columns), int(lines)
    ends, runs = view["crowd_cells"].reshape(-1), view["near_runs"].reshape(-1)
    for slot, (x, z) in enumerate(view["crowd_place"][:number]):
        across, along = (x - low_x) * per_width, (z - low_z) * per_height
        column = int(across) % columns if folded else min(int(across), columns - 1)
        line = int(along) % lines if folded else min(int(along), lines - 1)
        is_far_half = along - (int(along) if folded else line) >= 0.5
        beside = line + 1 if is_far_half else line - 1
        beside = beside % lines if folded and lines > 1 else beside
        left, right = max(column - 2, 0), min(column + 2, columns - 1)
        if folded and (column - 2 < 0 or column + 2 > columns - 1):
            left, right = 0, columns - 1
        found = runs[slot // 8 * 40 + slot % 8 :][: 8 * 4 : 8]
        assert found[:2].tolist() == [ends[line * columns + left], ends[line * columns + right + 1]]
        if 0 <= beside < lines:
            assert found[2:].tolist() == [ends[beside * columns + left], ends[beside * columns + right + 1]]
        else:
            assert found[2] == found[3]


@pytest.mark.parametrize(("side", "radius"), [(9.0, 0.4), (40.0, 1.6)])
def test_the_grid_as_numbers_counts_every_mover_in_the_cell_that_it_stands_in(side, radius):
    view = small_crowd(60, side, radius).view
    grid = crowd_grid(view)
    place = view["crowd_place"][: int(view["crowd_count"][0])].astype(np.float64)
    column = ((place[:, 0] - grid.low[0]) / grid.width).astype(int)
    line = ((place[:, 1] - grid.low[1]) / grid.height).astype(int)
    found = np.zeros_like(grid.movers)
    np.add.at(found, (line, column), 1)

    assert grid.movers.dtype == np.int32
    assert grid.movers.size > 0
    assert np.array_equal(grid.movers, found)
    assert grid.height == pytest.approx(4 * grid.width)
    assert grid.low == (place[:, 0].min(), place[:, 1].min())


@pytest.mark.parametrize("is_folded", [False, True])
def test_there_is_no_grid_before_the_first_tick_and_none_that_is_folded(is_folded):
    made = small_crowd(45, 56.0, 0.1) if is_folded else world(lane(square_crowd(45, 4)))
    assert made.view["crowd_frame"][0, 6] == is_folded
    grid = crowd_grid(made.view)
    assert (grid.low, grid.width, grid.height, grid.movers.shape) == ((0.0, 0.0), 0.0, 0.0, (0, 0))
    assert grid.movers.dtype == np.int32


def test_a_grid_is_that_of_its_lane():
    made = world(lane(square_crowd(50, 1)), lane(square_crowd(41, 2, side=9.0)))
    BROAD.run(made)
    assert [int(crowd_grid(made.view, number).movers.sum()) for number in (0, 1)] == [50, 41]
