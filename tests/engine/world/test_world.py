"""Lanes come, move, fork and are put back, and nothing of them changes on the way."""

import numpy as np
import pytest

from engine.world import base_columns
from engine.world.columns import column
from engine.world.registry import collect
from engine.world.world import LaneSpec, World

EXTRA = (
    column("ready", "row", "f4", width=(2,)),
    column("fired", "lane", "i4", width=("triggers",)),
    column("table", "static", "f4", ndim=2),
    column("scratch", "row", "f4", digest=False),
)
COLUMNS = dict(collect([base_columns]).columns) | {c.name: c for c in EXTRA}


def lane(seed: int, count: int) -> LaneSpec:
    numbers = np.random.default_rng(seed)
    rows = {"position": numbers.random((count, 3)), "ready": numbers.random((count, 2))}
    return LaneSpec(count, {"seed": seed, "run": seed, "fired": [seed, 2, 3]}, rows)


def world(*lanes: LaneSpec, rows: int = 40, capacity: int = 8) -> World:
    made = World(COLUMNS, rows=rows, lanes=capacity, sizes={"triggers": 3}, statics={"table": np.ones((2, 2))})
    made.add_lanes(lanes)
    return made


def test_widths_named_by_compile_sizes_are_filled_in():
    assert world(lane(1, 3)).view["fired"].shape == (1, 3)


def test_a_lane_has_the_same_digest_alone_and_in_company():
    alone, company = world(lane(2, 4)), world(lane(1, 5), lane(2, 4), lane(3, 2))
    assert alone.digest() == alone.lane_digest(0) == company.lane_digest(1)


def test_the_digest_sees_every_digest_column_and_no_other():
    made = world(lane(1, 3))
    before = made.digest()
    for name, entry in COLUMNS.items():
        if entry.table not in {"row", "lane"}:
            continue
        kept = made.view[name].copy()
        made.view[name].view(np.uint8).reshape(-1)[-1] ^= 1
        assert (made.digest() != before) == entry.digest, name
        made.view[name][...] = kept
    assert made.digest() == before


def test_compaction_and_permutation_move_blocks_whole():
    made = world(lane(1, 5), lane(2, 4), lane(3, 2))
    digests = [made.lane_digest(slot) for slot in range(3)]
    made.keep([2, 0])
    assert [made.lane_digest(slot) for slot in range(2)] == [digests[2], digests[0]]
    assert made.view["first"].tolist() == [0, 2, 7]
    assert made.view["lane"].tolist() == [0, 0, 1, 1, 1, 1, 1]


def test_a_fork_repeats_a_lane():
    made = world(lane(1, 3), lane(2, 4))
    wanted = made.lane_digest(1)
    made.keep([1] * 8)
    assert {made.lane_digest(slot) for slot in range(8)} == {wanted}


def test_a_fork_that_does_not_fit_changes_nothing():
    made = world(lane(1, 3), lane(2, 4), rows=10)
    before = made.digest()
    with pytest.raises(OverflowError):
        made.keep([1, 1, 1])
    assert made.digest() == before


def test_a_lane_that_does_not_fit_is_refused():
    with pytest.raises(OverflowError, match="holds 8 lanes of 4 rows"):
        world(lane(1, 5), rows=4)


def test_a_snapshot_puts_everything_back():
    made = world(lane(1, 3), lane(2, 4))
    saved = made.snapshot()
    before = made.digest()
    made.view["position"][:] = 0
    made.view["log_count"][0] = 3
    made.keep([1])
    made.restore(saved)
    assert made.digest() == before
    assert made.view["log_count"].tolist() == [0, 0]


def test_an_empty_world_can_be_refilled():
    made = world(lane(1, 3))
    made.keep([])
    assert (made.lanes, made.rows, len(made.view["position"])) == (0, 0, 0)
    made.add_lanes([lane(2, 4)])
    assert made.digest() == world(lane(2, 4)).digest()


def test_a_missing_static_column_is_named():
    with pytest.raises(KeyError, match="table"):
        World(COLUMNS, rows=1, sizes={"triggers": 1})


def test_tables_can_be_replaced_and_who_looks_after_the_others_stays():
    made, owner = world(lane(1, 3)), object()
    made.replace_statics({"table": np.zeros((3, 2))}, owner)
    bound = made.version
    made.replace_statics({"table": np.ones((5, 2))})

    assert made.view["table"].shape == (5, 2)
    assert made.version > bound
    assert made._owner is owner
    with pytest.raises(KeyError, match="ready"):
        made.replace_statics({"ready": np.zeros((3, 2))})


DAMAGES = {
    "a block that ends beyond the rows": ("first", 2, 90),
    "blocks that overlap": ("first", 1, 7),
    "a row of another lane": ("lane", 0, 1),
    "a row with another's number": ("local_id", 4, 0),
    "more events than there are": ("log_count", 0, 3),
    "fewer events than none": ("log_count", 0, -5),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_snapshot_whose_blocks_are_none_is_refused_and_changes_nothing(damage):
    made = world(lane(1, 3), lane(2, 2))
    before, snapshot = made.digest(), made.snapshot()
    name, place, value = DAMAGES[damage]
    snapshot.arrays[name][place] = value

    with pytest.raises(ValueError, match=r"block|events"):
        made.restore(snapshot)
    assert made.digest() == before
