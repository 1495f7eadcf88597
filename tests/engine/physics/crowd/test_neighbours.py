"""The lists of the broad phase against brute force, and one gather against the plain double loop."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.crowd.gather import gather_slots
from engine.physics.crowd.limits import BLOCK, NEIGHBOURS, SKIN
from engine.world.world import World
from tests.engine.physics.crowds import FLAT, PARTS, Ground, lane, square_crowd, world

BROAD = next(system for system in PARTS.systems if system.name == "broad_phase")
#: Distances this near to a limit may fall on either side of it by rounding [m].
ROUNDING_M = 1e-4


def sorted_crowd(
    seed: int, count: int, *, side: float | None = None, spread: float = 0.3, groups: int = 1, apart: float = 0.0
) -> World:
    """A crowd of many sizes after its broad phase, with garbage in all scratch before.

    It may stand in several groups that are up to `apart` [m] from each other.
    """
    rng = np.random.default_rng(seed)
    life = rng.choice([1, 1, 1, 2, 3], count)
    life[0] = 1
    middles = rng.uniform(-apart / 2, apart / 2, (groups, 2)).astype(np.float32)
    made = world(
        lane(
            square_crowd(count, seed, side=side) + middles[rng.integers(groups, size=count)],
            radius=rng.uniform(0.4 - spread, 0.4 + spread, count),
            mass=rng.uniform(50, 300, count),
            life=life,
        ),
        ground=Ground(size_m=2_000.0, amplitude=0.0, path=False) if apart else FLAT,
    )
    for name, column in made.columns.items():
        if column.table == "slot":
            made.view[name][...] = np.nan if column.dtype == "f4" else np.iinfo(column.dtype).max
    BROAD.run(made)
    return made


def lists_of(made: World, name: str = "near_slot") -> list[np.ndarray]:
    """For each slot the entries of its list, nobody among them."""
    count, flat = int(made.view["crowd_count"][0]), made.view[name].reshape(-1)
    lists, entry = [], 0
    for group in range(0, count, 8):
        if group % BLOCK == 0:
            entry = group * NEIGHBOURS
        rounds = int(made.view["near_rounds"][group])
        block = flat[entry : entry + 8 * rounds].reshape(rounds, 8)
        lists += [block[:, k] for k in range(8)]
        entry += 8 * rounds
    return lists[:count]


def gaps(made: World) -> tuple[np.ndarray, np.ndarray]:
    """(count, count) distances between slots and those at which they touch [m]."""
    count = int(made.view["crowd_count"][0])
    place, body = (made.view[name][:count].astype(np.float64) for name in ("crowd_place", "crowd_body"))
    return np.linalg.norm(place[:, None] - place[None], axis=2), body[:, None, 0] + body[None, :, 0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 400), st.sampled_from([None, 3.0, 40.0, 58.0]))
def test_a_list_holds_exactly_those_within_reach(seed, count, side):
    lists_hold_those_within_reach(sorted_crowd(seed, count, side=side))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(37, 400), st.integers(1, 9), st.sampled_from([30.0, 100.0, 400.0, 1_900.0]))
def test_so_it_does_where_groups_are_far_apart(seed, count, groups, apart):
    made = sorted_crowd(seed, count, side=8.0, groups=groups, apart=apart)
    lists_hold_those_within_reach(made)


@pytest.mark.parametrize("apart", [0.0, 1_900.0])
def test_groups_far_apart_look_through_as_few_as_one_group_does(apart):
    # given two crowds in the far corners of the ground, or one, then runs of slots are as short in both cases
    rng, count = np.random.default_rng(1), 1_200
    places = square_crowd(count, 1)
    places += np.where(rng.integers(2, size=count)[:, None] == 1, np.float32(apart / 2), np.float32(-apart / 2))
    made = world(lane(places), ground=Ground(size_m=2_000.0, amplitude=0.0, path=False))
    BROAD.run(made)
    runs = made.view["near_runs"].reshape(-1, 5, 8)[: count // 8]
    lengths = (runs[:, 1] - runs[:, 0]) + (runs[:, 3] - runs[:, 2])
    assert (made.view["crowd_frame"][0, 6] == 1.0) == (apart > 0)
    assert lengths.mean() < 20
    assert made.view["crowd_frame"][0, 4] * made.view["crowd_frame"][0, 5] <= 4 * count


def lists_hold_those_within_reach(made: World) -> None:
    apart, touching = gaps(made)
    nobody = -(-len(apart) // 8) * 8
    for slot, found in enumerate(lists_of(made)):
        listed = found[found != nobody]
        near = np.flatnonzero(apart[slot] < touching[slot] + SKIN - ROUNDING_M)
        far = np.flatnonzero(apart[slot] > touching[slot] + SKIN + ROUNDING_M)
        assert len(set(listed)) == len(listed)
        assert slot not in listed
        assert not np.intersect1d(listed, far).size
        if len(found) < NEIGHBOURS:
            assert set(near) - {slot} <= set(listed.tolist())


def test_every_mover_has_one_slot_and_nobody_else_has_any():
    made = sorted_crowd(3, 300)
    order = made.view["crowd_order"][: int(made.view["crowd_count"][0])]
    assert sorted(order) == np.flatnonzero(np.isin(made.view["life"], [1, 2])).tolist()


def test_who_has_more_neighbours_than_a_list_holds_keeps_the_first_of_them():
    made = sorted_crowd(1, 200, side=0.5)
    assert made.view["near_rounds"][0] == NEIGHBOURS
    assert all(len(found) == NEIGHBOURS for found in lists_of(made))


def gathered(made: World) -> tuple[int, int]:
    """Gather once; how many overlaps there were, and how many moved."""
    names = (
        "crowd_place", "crowd_next", "crowd_body", "near_rounds", "near_slot", "near_reach", "near_share",
        "ground_frame",
    )  # fmt: skip
    with np.errstate(all="ignore"):  # plain Python would warn of what compiled code does silently
        return gather_slots(0, int(made.view["crowd_count"][0]), *(made.view[name] for name in names))


@pytest.mark.parametrize("seed", range(8))
def test_one_gather_is_the_plain_double_loop(seed):
    # given a dense crowd, when it gathers once, then each has moved as two loops over everybody say
    made = sorted_crowd(seed, 250, side=14.0)
    view, count = made.view, int(made.view["crowd_count"][0])
    overlaps, moved = gathered(made)

    place, body = (view[name][:count].astype(np.float64) for name in ("crowd_place", "crowd_body"))
    apart, touching = gaps(made)
    np.fill_diagonal(apart, np.inf)
    depth = np.maximum(touching - apart, 0.0)
    share = body[None, :, 1] / (body[:, None, 1] + body[None, :, 1])
    away = (place[:, None] - place[None]) / apart[..., None]
    push = (away * (depth * share)[..., None]).sum(axis=1)
    longest = body[:, 0] / 2
    push *= np.minimum(1.0, longest / np.maximum(np.linalg.norm(push, axis=1), 1e-12))[:, None]

    assert overlaps == (depth > 0).sum()
    assert np.abs(view["crowd_next"][:count] - (place + push)).max() < 2e-5
    assert moved == np.any(view["crowd_next"][:count] != view["crowd_place"][:count], axis=1).sum()


def test_what_lies_behind_the_last_mover_is_never_read():
    # given the same crowd twice, with different garbage behind its end, then a gather gives the same
    results = []
    for garbage in (np.nan, 0.0):
        made = sorted_crowd(5, 101)
        view, count = made.view, int(made.view["crowd_count"][0])
        behind = -(-count // 8) * 8 + 1
        view["crowd_place"][behind:] = garbage
        view["crowd_next"][behind:] = garbage
        gathered(made)
        results.append(view["crowd_next"][:count].tobytes())
    assert results[0] == results[1]
