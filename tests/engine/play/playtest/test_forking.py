"""Futures that another process plays are those of the session itself, at every state that is kept of a run."""

import pickle
from concurrent.futures import Future as Call

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.play.commands import Populate
from engine.play.past.history import History
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.forking import Fork, play_forked, shares, stage_of
from engine.play.playtest.packed import packed
from engine.play.playtest.workers import StandingWorkers
from engine.play.running.fork import futures, why_no_futures
from engine.play.running.session import Session
from tests.engine.play.playtest.brawl import as_it_is

SEEDS = range(6)


@pytest.fixture
def run(brawl):
    """A brawl after four seconds, and its history."""
    session = Session(brawl.compiled(as_it_is(brawl)), 5, autopilot="novice", style="fused")
    history = History(session)
    for _ in range(250):
        session.step()
    return session, history


def as_there(found):
    """What is told of futures, and nothing else of them."""
    return [(each.seed, each.outcome, each.ticks) for each in found]


def test_they_equal_the_futures_of_the_session_itself_and_change_nothing_of_it(run):
    session, history = run
    before = session.digest()
    for tick in history.kept_ticks:
        state = history.state_at(tick)
        stage = packed(stage_of(session, state, trusted=True))
        fork = pickle.loads(pickle.dumps(Fork(state, "average")))
        found = play_forked(stage, fork, SEEDS, own_process=False)

        then = Session(session.slice, 5)
        then.restore(state)
        assert found == as_there(futures(then, SEEDS, skill="average"))
    assert len(history.kept_ticks) == 3
    assert session.digest() == before


@given(st.integers(0, 90), st.integers(0, 300), st.integers(1, 40))
def test_shares_are_the_seeds_in_their_order_one_a_worker_at_most(first, count, workers):
    found = shares(range(first, first + count), workers)
    assert [seed for share in found for seed in share] == list(range(first, first + count))
    assert len(found) <= workers
    assert all(0 < len(share) <= -(-count // workers) for share in found)


def test_a_process_of_its_own_says_the_same(run):
    session, history = run
    state = history.state_at(240)
    stage, fork = packed(stage_of(session, state, trusted=True)), Fork(state, "novice")
    workers = StandingWorkers()
    try:
        call: Call = workers.asked(play_forked, stage, fork, SEEDS, own_process=True)
        assert call.result(120) == play_forked(stage, fork, SEEDS, own_process=False)
    finally:
        workers.close()


def test_people_put_in_by_command_have_no_futures_and_the_reason_is_said(run):
    session, _ = run
    assert why_no_futures(session, session.snapshot()) == ""
    session.step([Populate(3)])
    state = session.snapshot()
    assert why_no_futures(session, state).startswith("People were put in by command")
    with pytest.raises(PlaytestError, match="This state can't be gone on from: the futures of a run with people"):
        play_forked(packed(stage_of(session, state, trusted=True)), Fork(state, "novice"), SEEDS, own_process=False)


def test_a_run_with_values_of_its_own_has_no_futures_elsewhere(brawl):
    session = Session(brawl.compiled(as_it_is(brawl)), 5, overrides={"hero.health.current": 50.0})
    assert why_no_futures(session, session.snapshot()) == "The run began with other values than the project's."
