"""Branches' laws: each branch keeps its bits whatever is said, and a comparison finds the very first difference."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.play.commands import Input, SetAutopilot
from engine.play.past.branches import Branches
from engine.play.past.chronicle import Chronicle
from engine.play.past.history import History
from engine.play.recording.comparing import compare_pasts
from engine.play.running.session import Session
from tests.engine.play.yard import compiled_project, write_project

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
LENGTH = 60
sayings = st.one_of(
    st.builds(Input, move=st.sampled_from([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]), buttons=st.integers(0, 1)),
    st.builds(SetAutopilot, st.sampled_from([None, "expert"])),
)
futures = st.dictionaries(st.integers(0, LENGTH - 1), st.lists(sayings, min_size=1, max_size=2).map(tuple), max_size=3)


@pytest.fixture(scope="module")
def yard(tmp_path_factory):
    return compiled_project(write_project(tmp_path_factory.mktemp("branches") / "yard"))


def play(session, said, last=LENGTH):
    """Play up to a tick; the digest at each."""
    digests = {session.tick: session.digest()}
    while session.tick < last:
        session.step(said.get(session.tick, ()))
        digests[session.tick] = session.digest()
    return digests


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=futures, other=futures, back=st.integers(0, LENGTH))
def test_a_comparison_finds_exactly_the_first_tick_that_differs(yard, one, other, back):
    session = Session(yard, 5, overrides=LONG)
    history, chronicle = History(session), Chronicle(session)
    branches = Branches(session, history, chronicle)
    first = play(session, one)
    before = history.past()
    history.seek(back)
    second = {tick: digest for tick, digest in first.items() if tick <= back}
    second |= play(session, other)
    shared = [tick for tick in range(LENGTH + 1) if first[tick] != second[tick]]

    found = compare_pasts(session, before, history.past())

    assert found.tick == (shared[0] if shared else None)
    assert bool(found.columns) == bool(shared)
    # Whatever was said, both futures are still there, bit for bit.
    for branch in branches.others:
        branches.switch(branch.number, LENGTH)
        assert session.digest() in (first[LENGTH], second[LENGTH])
        history.seek(back)
        assert session.digest() == first[back]
    if shared:
        assert len(branches.others) == 1
