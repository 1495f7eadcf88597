"""The ways of the party through lost runs: the very runs of the playtest, bounded, the same in any company."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.play.playtest.packed import packed
from engine.play.playtest.tracing import EVERY, MOST_POINTS, play_traced, play_traced_packed, thinned
from engine.play.running.session import Session
from tests.engine.play.playtest.brawl import as_it_is

SEEDS = (3, 4, 5)


@pytest.fixture(scope="module")
def compiled(brawl):
    return brawl.compiled(as_it_is(brawl))


@pytest.fixture(scope="module")
def traces(compiled):
    return play_traced(compiled, SEEDS, "novice")


def test_each_of_the_party_has_a_way_in_each_run(traces):
    assert [(each.seed, each.who) for each in traces] == [(seed, who) for seed in SEEDS for who in ("hero_1", "friend")]
    assert all(1 < len(each.points) <= MOST_POINTS for each in traces)


@pytest.mark.parametrize("who", ["hero_1", "friend"])
def test_a_way_goes_where_the_run_itself_goes(compiled, traces, who):
    session = Session(compiled, SEEDS[1], autopilot="novice", style="fused")
    row = compiled.row_of(who)
    places = [tuple(session.world.view["position"][row, ::2].tolist())]
    while session.is_running:
        session.advance(EVERY)
        place = tuple(session.world.view["position"][row, ::2].tolist())
        if place != places[-1]:
            places.append(place)
    way = next(each for each in traces if (each.seed, each.who) == (SEEDS[1], who))
    assert way.points.tolist() == thinned(np.array(places, np.float32)).tolist()


def test_a_way_is_the_same_alone_and_by_a_worker(brawl, traces):
    alone = play_traced(brawl.compiled(as_it_is(brawl)), SEEDS[2:], "novice")
    there = play_traced_packed(packed(brawl), SEEDS[2:], "novice", own_process=False)
    for found in (alone, there):
        assert [(each.seed, each.who, each.points.tolist()) for each in found] == [
            (each.seed, each.who, each.points.tolist()) for each in traces if each.seed == SEEDS[2]
        ]


@given(st.integers(1, 5 * MOST_POINTS))
def test_a_long_way_keeps_its_ends_and_its_order(number):
    points = np.arange(2 * number, dtype=np.float32).reshape(-1, 2)
    kept = thinned(points)
    assert len(kept) == min(number, MOST_POINTS)
    assert kept[0].tolist() == points[0].tolist()
    assert kept[-1].tolist() == points[-1].tolist()
    assert (np.diff(kept[:, 0]) > 0).all()
