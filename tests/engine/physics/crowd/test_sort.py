"""The counting sort in parts, as threads make it, and the grid that it sorts into, in plain Python."""

import numpy as np
import pytest

from engine.physics.crowd.limits import CELLS_PER_SLOT, GRID_ROOM, MOST_CHUNKS, SKIN, SMALL_LANE
from engine.physics.crowd.sort import (
    FOLD_FROM,
    GROW,
    add_lines,
    count_lines,
    first_slot,
    frame_lane,
    number_of,
    scatter_lines,
    sort_lines,
)
from engine.world.kernel import plain_twin

F32 = np.float32
FRAME, COUNT, ADD, SCATTER, SORT, NUMBER, FIRST = map(
    plain_twin, (frame_lane, count_lines, add_lines, scatter_lines, sort_lines, number_of, first_slot)
)
LANE, NONE = 1, np.iinfo(np.int32).max


def framed(rows: int, wide: float, deep: float, widest: float, low: tuple[float, float] = (-3.0, 5.0)) -> np.ndarray:
    """The frame of lane 1 of two, of which the other keeps its own."""
    frame = np.full((2, 7), np.nan, F32)
    x, z = map(F32, low)
    FRAME(LANE, rows, x, z, x + F32(wide), z + F32(deep), F32(widest), frame)
    assert np.isnan(frame[0]).all()
    assert frame[LANE, :2].tolist() == [x, z]
    return frame[LANE]


def finest(wide: float, deep: float, widest: float, grown: int = 0) -> tuple[int, int, F32]:
    """(columns, lines, reach [m]) of a grid whose cells have been made larger so many times."""
    reach = (F32(2) * F32(widest) + SKIN) * GRID_ROOM
    for _ in range(grown):
        reach = reach * GROW
    return int(F32(wide) / (F32(0.5) * reach)) + 1, int(F32(deep) / (F32(2) * reach)) + 1, reach


@pytest.mark.parametrize("rows", [1, 5, SMALL_LANE])
def test_a_small_lane_is_one_cell(rows):
    frame = framed(rows, 30.0, 20.0, 0.4)
    reach = finest(30.0, 20.0, 0.4)[2]
    assert frame[2:].tolist() == [1 / (F32(0.5) * reach), 1 / (F32(2) * reach), 1, 1, 0]


@pytest.mark.parametrize(
    ("rows", "wide", "deep", "widest", "grown"),
    [
        (SMALL_LANE + 1, 6.0, 12.0, 0.4, 0),  # as fine as two can reach
        (200, 10.0, 10.0, 0.2, 0),
        (40, 7.0, 17.0, 0.4, 0),  # just as many cells, and lines, as there is room for
        (40, 7.5, 17.0, 0.4, 1),
        (SMALL_LANE + 1, 16.0, 8.0, 0.3, 2),  # more cells than the tables hold
        (SMALL_LANE + 1, 25.0, 25.0, 0.4, 4),
        (SMALL_LANE + 1, 1.0, 30.0, 0.4, 3),  # more lines than chunks leave room for
        (300, 30.0, 30.0, 0.1, 5),
    ],
)
def test_a_grid_is_as_fine_as_two_can_reach_unless_its_tables_are_too_small(rows, wide, deep, widest, grown):
    frame, room = framed(rows, wide, deep, widest), CELLS_PER_SLOT * rows
    columns, lines, reach = finest(wide, deep, widest, grown)
    assert frame[2:].tolist() == [1 / (F32(0.5) * reach), 1 / (F32(2) * reach), columns, lines, 0]
    assert columns * lines <= room
    assert lines * MOST_CHUNKS <= room
    if grown:
        columns, lines, _ = finest(wide, deep, widest, grown - 1)
        assert columns * lines > room or lines * MOST_CHUNKS > room


@pytest.mark.parametrize(
    ("rows", "wide", "deep", "widest", "columns", "lines"),
    [
        (SMALL_LANE + 1, 300.0, 300.0, 0.4, 24, 6),  # a square of cells
        (SMALL_LANE + 1, 5_000.0, 0.5, 0.4, 148, 1),  # one line
        (SMALL_LANE + 1, 0.1, 50_000.0, 0.4, 1, 9),  # one column, and no more lines than chunks leave room for
        (SMALL_LANE + 1, 4.0, 5_000.0, 0.4, 9, 9),
        (1_000, 40_000.0, 40_000.0, 0.4, 129, 31),
    ],
)
def test_where_a_grid_would_be_almost_empty_it_is_folded(rows, wide, deep, widest, columns, lines):
    frame, room = framed(rows, wide, deep, widest), CELLS_PER_SLOT * rows
    reach = finest(wide, deep, widest, 1)[2]
    assert frame[2:].tolist() == [1 / (F32(0.5) * reach), 1 / (F32(2) * reach), columns, lines, 1]
    assert columns * lines <= room
    assert lines * MOST_CHUNKS <= room


def test_a_grid_of_just_sixteen_times_its_room_is_not_folded():
    assert finest(116.1, 17.0, 0.4)[:2] == (256, 10)
    assert framed(40, 116.1, 17.0, 0.4)[6] == 0
    assert framed(40, 116.6, 17.0, 0.4)[6] == 1


def test_only_a_grid_with_too_many_cells_is_folded():
    rows, wide, widest = 100, 80.0, 0.1
    room, folded = CELLS_PER_SLOT * rows, {}
    for deep in np.linspace(1, 12, 60):
        columns, lines, _ = finest(wide, deep, widest)
        folded[columns * lines] = framed(rows, wide, deep, widest)[6]
    assert {cells > FOLD_FROM * room for cells in folded} == {False, True}
    assert all(found == (cells > FOLD_FROM * room) for cells, found in folded.items())


@pytest.mark.parametrize(
    ("place", "count", "folded", "number"),
    [
        (0.0, 5, False, 0),
        (3.9, 5, False, 3),
        (4.9, 5, False, 4),
        (5.0, 5, False, 4),
        (7.2, 5, False, 4),
        (4.9, 5, True, 4),
        (5.0, 5, True, 0),
        (7.2, 5, True, 2),
        (-0.5, 5, True, 0),
    ],
)
def test_beyond_the_last_number_is_the_last_one_or_in_a_folded_grid_the_first(place, count, folded, number):
    assert NUMBER(F32(place), count, folded) == number


def test_the_slots_of_lanes_begin_at_multiples_of_eight_with_room_for_a_group_between():
    first = np.array([0, 0, 1, 8, 20, 21, 40])
    begins = [FIRST(first, lane) for lane in range(len(first))]
    assert all(begin % 8 == 0 for begin in begins)
    assert all(
        after - begin >= -(-rows // 8) * 8 + 1
        for begin, after, rows in zip(begins, begins[1:], np.diff(first).tolist(), strict=False)
    )
    assert begins[0] == 0
    assert begins[-1] <= first[-1] + 16 * len(first)


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("chunks", [1, 3, 7])
@pytest.mark.parametrize("parts", [1, 2, 5])
def test_rows_that_are_sorted_in_parts_lie_in_the_order_of_line_column_and_row(chunks, parts, folded):
    # given rows behind those of another lane, of which some do not move, and tables full of what was there before
    rng = np.random.default_rng(10 * chunks + parts)
    begin, rows, base, columns, lines = 11, 60, 24, 6, 5
    frame = np.zeros((2, 7), F32)
    frame[LANE] = (-2.0, 3.0, 2.0, 0.5, columns, lines, folded)
    ahead = np.full((begin + rows, 2), np.nan, F32)
    ahead[begin:] = rng.uniform((-2, 3), (1.5, 17), (rows, 2))
    line = np.where(rng.random(begin + rows) < 0.8, 0, -1).astype(np.int32)
    line[:begin] = 77
    radius, mass = rng.uniform(0.2, 0.5, (2, begin + rows)).astype(F32)
    table, cells = (np.full((base + rows, CELLS_PER_SLOT), NONE, np.int32) for _ in range(2))
    unsorted, order = (np.full(base + rows, NONE, np.int32) for _ in range(2))
    place, body = (np.full((base + rows, 2), np.nan, F32) for _ in range(2))

    movers = begin + np.flatnonzero(line[begin:] >= 0)

    cuts = np.linspace(begin, begin + rows, chunks + 1).astype(int)
    for chunk in rng.permutation(chunks).tolist():
        COUNT(LANE, int(cuts[chunk]), int(cuts[chunk + 1]), chunk, chunks, base, frame, ahead, line, table)
    count = ADD(LANE, chunks, base, frame, table)
    for chunk in rng.permutation(chunks).tolist():
        SCATTER(int(cuts[chunk]), int(cuts[chunk + 1]), chunk, chunks, base, line, table, unsorted)
    ends = np.linspace(0, lines, parts + 1).astype(int).tolist()
    for part in rng.permutation(parts).tolist():
        SORT(
            LANE, ends[part], ends[part + 1], chunks, base, radius, mass, frame, table, unsorted, ahead, order, place,
            body, cells,
        )  # fmt: skip

    across = ((ahead[movers, 0] - F32(-2)) * F32(2)).astype(int)
    along = ((ahead[movers, 1] - F32(3)) * F32(0.5)).astype(int)
    across, along = (
        (across % columns, along % lines) if folded else (across.clip(max=columns - 1), along.clip(max=lines - 1))
    )
    sorted_rows = movers[np.lexsort((movers, across, along))]
    end = base + len(movers)
    assert count == len(movers)
    assert np.array_equal(line[movers], along)
    assert (line[:begin] == 77).all()
    assert (line[np.setdiff1d(np.arange(begin, begin + rows), movers)] == -1).all()
    assert np.array_equal(unsorted[base:end], movers[np.argsort(along, kind="stable")])
    assert np.array_equal(order[base:end], sorted_rows)
    assert np.array_equal(place[base:end], ahead[sorted_rows])
    assert np.array_equal(body[base:end], np.stack([radius, mass], axis=1)[sorted_rows])
    flat, number = cells.reshape(-1), np.sort(along * columns + across)
    first = base * CELLS_PER_SLOT
    assert flat[first] == base
    filled = flat[first + 1 : first + 1 + columns * lines]
    assert np.array_equal(filled, base + np.searchsorted(number, np.arange(columns * lines), side="right"))
    # and what lies before and behind is left alone
    assert (flat[:first] == NONE).all()
    assert (flat[first + 1 + columns * lines :] == NONE).all()
    assert (table.reshape(-1)[:first] == NONE).all()
    assert (table.reshape(-1)[first + lines * chunks :] == NONE).all()
    assert (order[:base] == NONE).all()
    assert (order[end:] == NONE).all()
